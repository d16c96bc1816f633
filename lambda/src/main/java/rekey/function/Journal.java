package rekey.function;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a function has to say to its operator: one JSON object a line, which CloudWatch Logs Insights takes apart by
 * itself. Says what happened and to whom, never what was sent or received. Thread-safe.
 */
public final class Journal {
    private final LambdaLogger logger;

    public Journal(LambdaLogger logger) {
        this.logger = logger;
    }

    /** @param fields names and values in turn; a value is a number, or is written as its text */
    public void info(String event, Object... fields) {
        write("INFO", event, fields);
    }

    /** As {@link #info}, for what an operator may want to look into. */
    public void warn(String event, Object... fields) {
        write("WARN", event, fields);
    }

    private void write(String level, String event, Object... fields) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("level", level).put("event", event);
        for (int i = 0; i < fields.length; i += 2) {
            String name = (String) fields[i];
            if (fields[i + 1] instanceof Number number) {
                line.put(name, number.longValue());
            } else {
                line.put(name, String.valueOf(fields[i + 1]));
            }
        }
        logger.log(line + "\n");
    }
}
