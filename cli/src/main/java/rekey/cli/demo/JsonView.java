package rekey.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;

/** One JSON object a line: a step each, the summary last. */
public final class JsonView implements DemoView {
    private final PrintWriter out;
    private String chapter = "";

    public JsonView(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void chapter(String title) {
        chapter = title;
    }

    @Override
    public void step(Step step) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("chapter", chapter).put("step", step.title()).put("ok", step.ok());
        if (step.sent() != null) {
            json.put("sent", step.sent());
        }
        json.set("answer", step.answer());
        if (!step.said().isEmpty()) {
            step.said().forEach(json.putArray("said")::add);
        }
        if (!step.ok()) {
            json.put("expected", step.expected());
        }
        json.put("parameterStoreReads", step.reads()).put("lwaExchanges", step.exchanges());
        json.put("millis", step.millis());
        out.println(json);
    }

    @Override
    public void end(Summary summary) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("steps", summary.steps()).put("failed", summary.failed());
        json.put("rotations", summary.timeline().rotations().size());
        json.put("tokensServed", summary.timeline().served()).put("tokensFailed", summary.unserved());
        json.put("tokenCalls", summary.calls()).put("parameterStoreReads", summary.reads());
        json.put("lwaExchanges", summary.exchanges());
        out.println(json);
    }
}
