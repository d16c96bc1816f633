package rekey.bench.scenario;

import java.io.IOException;
import java.util.Map;
import rekey.bench.function.Function;
import rekey.bench.function.Launch;
import rekey.bench.function.RunningFunction;
import rekey.bench.function.RunningFunction.Start;
import rekey.bench.result.Measurements;
import rekey.bench.result.Reach;

/** From a process's start to its first answer: the reference's, then ours. */
final class ColdScenario implements Scenario {
    interface Starter {
        RunningFunction start(Function function) throws IOException;
    }

    private final String name;
    private final Function reference;
    private final Map<String, Side> sides;
    private final Starter starter;

    /** @param reach what this one's total, over the reference's, is to reach */
    record Side(Function function, Reach reach) {}

    /** @param sides what is compared with the reference, by the name of their figures */
    ColdScenario(String name, Function reference, Map<String, Side> sides, Starter starter) {
        this.name = name;
        this.reference = reference;
        this.sides = sides;
        this.starter = starter;
    }

    @Override
    public void round(Measurements measured) throws IOException, InterruptedException {
        double total = measure("reference", reference, measured);
        for (Map.Entry<String, Side> side : sides.entrySet()) {
            double ours = measure(side.getKey(), side.getValue().function(), measured);
            measured.ratio(side.getValue().reach(), ours / total);
        }
    }

    private double measure(String side, Function function, Measurements measured)
            throws IOException, InterruptedException {
        try (RunningFunction running = starter.start(function)) {
            Start start = running.firstAnswer(Launch.TOKEN);
            String figure = name + "." + side + ".";
            measured.add(figure + "ready", "ms", start.ready());
            measured.add(figure + "firstCall", "ms", start.firstCall());
            measured.add(figure + "total", "ms", start.firstAnswer());
            measured.add(figure + "cpu", "ms", running.cpuMillis());
            return start.firstAnswer();
        }
    }
}
