package rekey.cli;

import java.util.ArrayList;
import java.util.List;
import rekey.cli.Terminal.Style;

/** Rows under one heading, in columns as wide as they must be. Colours do not count for the width. */
public final class Table {
    /** @param style null for none */
    public record Cell(String text, Style style) {
        public static Cell plain(String text) {
            return new Cell(text, null);
        }
    }

    private final Terminal terminal;
    private final List<List<Cell>> rows = new ArrayList<>();

    public Table(Terminal terminal, String... heading) {
        this.terminal = terminal;
        rows.add(
                List.of(heading).stream().map(text -> new Cell(text, Style.DIM)).toList());
    }

    public void row(Cell... cells) {
        rows.add(List.of(cells));
    }

    /** The heading first. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (List<Cell> row : rows) {
            StringBuilder line = new StringBuilder();
            int behind = 0;
            for (int column = 0; column < row.size(); column++) {
                Cell cell = row.get(column);
                if (!cell.text().isEmpty()) {
                    line.append(" ".repeat(behind));
                    behind = 0;
                    line.append(cell.style() == null ? cell.text() : terminal.styled(cell.style(), cell.text()));
                }
                behind += width(column) - cell.text().length() + 2;
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> column < row.size())
                .mapToInt(row -> row.get(column).text().length())
                .max()
                .orElse(0);
    }
}
