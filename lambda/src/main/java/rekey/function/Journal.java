package rekey.function;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * What a function has to say to its operator: one JSON object a line, which CloudWatch Logs Insights takes apart by
 * itself. Says what happened and to whom, never what was sent or received. Thread-safe.
 */
public final class Journal {
    private static final JsonFactory JSON = new JsonFactory();

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
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("level", level);
            json.writeStringField("event", event);
            for (int i = 0; i < fields.length; i += 2) {
                String name = (String) fields[i];
                if (fields[i + 1] instanceof Number number) {
                    json.writeNumberField(name, number.longValue());
                } else {
                    json.writeStringField(name, String.valueOf(fields[i + 1]));
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A line cannot be written to memory.", e);
        }
        logger.log(line + "\n");
    }
}
