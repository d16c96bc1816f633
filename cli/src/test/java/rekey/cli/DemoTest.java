package rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import rekey.cli.demo.Demo;
import rekey.cli.demo.DemoView;
import rekey.cli.demo.JsonView;
import rekey.cli.demo.Step;
import rekey.cli.demo.TextView;
import rekey.sandbox.Sandbox;
import rekey.sandbox.lwa.LwaFault;

/** The demo, run once and watched in each way that there is; {@code RekeyScriptIT} runs it as people do. */
class DemoTest {
    private static final String ESCAPE = "\u001b[";

    private static final StringWriter JSON = new StringWriter();
    private static final StringWriter COLOURED = new StringWriter();
    private static final StringWriter PLAIN = new StringWriter();
    private static boolean good;

    /** Shows the same to several. */
    private record Audience(List<DemoView> views) implements DemoView {
        @Override
        public void chapter(String title) {
            views.forEach(view -> view.chapter(title));
        }

        @Override
        public void step(Step step) {
            views.forEach(view -> view.step(step));
        }

        @Override
        public void progress(String text) {
            views.forEach(view -> view.progress(text));
        }

        @Override
        public void end(Summary summary) {
            views.forEach(view -> view.end(summary));
        }
    }

    @BeforeAll
    static void runItOnce() throws IOException {
        DemoView audience = new Audience(List.of(
                new JsonView(new PrintWriter(JSON, true)),
                new TextView(new Terminal(new PrintWriter(COLOURED, true), true, true)),
                new TextView(new Terminal(new PrintWriter(PLAIN, true), false, false))));
        good = run(audience, DemoCommand.DAYS, sandbox -> {});
    }

    @Test
    void printsOneJsonObjectPerStepAndTheSummaryLast() throws IOException {
        assertThat(JSON.toString().lines().filter(line -> line.contains("\"ok\":false")))
                .isEmpty();
        assertThat(good).isTrue();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : JSON.toString().lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        JsonNode summary = lines.remove(lines.size() - 1);
        assertThat(lines).hasSizeGreaterThan(50).allMatch(step -> step.get("ok").asBoolean());
        assertThat(summary.get("steps").asInt()).isEqualTo(lines.size());
        assertThat(summary.get("failed").asInt()).isZero();
        assertThat(JSON.toString())
                .doesNotContain("Atza|")
                .doesNotContain("Atzr|")
                .doesNotContain(ESCAPE);
    }

    /** A year of one call an hour, and not one that failed. */
    @Test
    void rotatesTwiceByItselfWhileACallerGetsATokenEveryHour() throws IOException {
        List<String> lines = JSON.toString().lines().toList();
        JsonNode summary = new ObjectMapper().readTree(lines.get(lines.size() - 1));

        assertThat(summary.get("rotations").asInt()).isEqualTo(2);
        assertThat(summary.get("tokensServed").asInt()).isGreaterThan(360 * 24);
        assertThat(summary.get("tokensFailed").asInt()).isZero();
        assertThat(JSON.toString()).contains("a new client secret is in use").doesNotContain("unchanged");
    }

    @Test
    void isColouredOnATerminalOnly() {
        assertThat(COLOURED.toString()).contains(ESCAPE + "32m");
        assertThat(PLAIN.toString())
                .containsPattern("All \\d+ steps did what they should\\.")
                .doesNotContain(ESCAPE)
                .matches(text -> text.chars().allMatch(c -> c < 128), "is ASCII where the locale is");
    }

    @Test
    void failsWhenAStepDoesNotDoWhatItShould() throws IOException {
        StringWriter out = new StringWriter();

        boolean well = run(
                new JsonView(new PrintWriter(out, true)),
                1,
                sandbox -> sandbox.lwa().failNext(LwaFault.EMPTY));

        assertThat(well).isFalse();
        assertThat(out.toString()).contains("\"ok\":false");
    }

    private static boolean run(DemoView view, int days, Consumer<Sandbox> before) throws IOException {
        try (Sandbox sandbox = Sandbox.start(0)) {
            before.accept(sandbox);
            new People(sandbox).arrive();
            return new Demo(sandbox, new DemoCommand.Typed(sandbox, false), view, days).run();
        }
    }
}
