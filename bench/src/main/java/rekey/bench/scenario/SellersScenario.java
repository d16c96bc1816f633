package rekey.bench.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import rekey.bench.function.Launch;
import rekey.bench.function.RunningFunction;
import rekey.bench.result.Measurements;
import rekey.bench.result.Reach;
import rekey.bench.result.Statistics;

/**
 * Whether a full cache is slower: two processes of the token function, one with 20 sellers' tokens and one with 10,000,
 * asked in turn for sellers drawn by chance. Not all 10,000: the default seller of the first call has a place too.
 */
final class SellersScenario implements Scenario {
    private static final int FEW = 20;
    private static final int MANY = 9_999;
    private static final int CALLS = 3_000;

    private final RunningFunction few;
    private final RunningFunction many;
    private final Random random = new Random(6);

    SellersScenario(Ground ground) throws IOException, InterruptedException {
        few = ground.launch().start(ground.ours());
        many = ground.launch().start(ground.ours());
        fill(few, FEW);
        fill(many, MANY);
        // As many calls for both: the same code is compiled.
        few.call(drawn(FEW, MANY), Launch.TOKEN);
    }

    @Override
    public void round(Measurements measured) throws IOException, InterruptedException {
        double twenty = measure("twenty", few, FEW, measured);
        double tenThousand = measure("tenThousand", many, MANY, measured);
        measured.ratio(Reach.SELLERS, tenThousand / twenty);
    }

    @Override
    public void close() throws IOException {
        few.close();
        many.close();
    }

    private double measure(String name, RunningFunction function, int sellers, Measurements measured)
            throws IOException, InterruptedException {
        double p50 = Statistics.percentile(
                function.call(drawn(sellers, CALLS), Launch.TOKEN).millis(), 50);
        measured.add("sellers." + name + ".p50", "ms", p50);
        return p50;
    }

    private static void fill(RunningFunction function, int sellers) throws IOException, InterruptedException {
        function.firstAnswer(Launch.TOKEN);
        List<byte[]> each = new ArrayList<>();
        for (int seller = 0; seller < sellers; seller++) {
            each.add(call(seller));
        }
        function.call(each, Launch.TOKEN);
    }

    private List<byte[]> drawn(int sellers, int calls) {
        List<byte[]> drawn = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            drawn.add(call(random.nextInt(sellers)));
        }
        return drawn;
    }

    private static byte[] call(int seller) {
        return "{\"seller\":\"A%013d\"}".formatted(seller).getBytes(UTF_8);
    }
}
