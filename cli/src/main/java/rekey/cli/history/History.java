package rekey.cli.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import rekey.cli.Table;
import rekey.cli.Table.Cell;
import rekey.cli.Terminal;
import rekey.credential.ApplicationName;

/** What happened, the oldest first, for a person or a program. */
public record History(ApplicationName application, List<Entry> entries, People people) {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    /** The newest {@code limit} of it. */
    public History newest(int limit) {
        return new History(application, entries.subList(Math.max(0, entries.size() - limit), entries.size()), people);
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    public void print(Terminal terminal) {
        Table table = new Table(terminal, "when (UTC)", "who", "version", "what");
        for (Entry entry : entries) {
            table.row(
                    Cell.plain(SECOND.format(entry.at())),
                    Cell.plain(people.names(entry)),
                    Cell.plain("%7d".formatted(entry.version())),
                    Cell.plain(entry.what()));
        }
        table.lines().forEach(line -> terminal.out().println("  " + line));
    }

    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("application", application.value());
        ArrayNode list = json.putArray("entries");
        entries.forEach(entry -> list.addObject()
                .put("at", entry.at().toString())
                .put("user", entry.user())
                .put("by", entry.by())
                .put("parameter", entry.parameter())
                .put("version", entry.version())
                .put("what", entry.what()));
        return json;
    }
}
