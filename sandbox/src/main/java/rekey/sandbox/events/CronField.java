package rekey.sandbox.events;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One field of a cron expression: a list of numbers or names, ranges, {@code *}, and steps of them ({@code 0/15} is from
 * 0 on). Names are taken in any case.
 *
 * @param names what stands for {@code min}, {@code min + 1}, …; none for numbers alone
 */
record CronField(String name, int min, int max, List<String> names) {
    private static final Pattern ITEM = Pattern.compile("(\\*|(\\w+)(?:-(\\w+))?)(?:/(\\d{1,4}))?");

    CronField(String name, int min, int max) {
        this(name, min, max, List.of());
    }

    /** The numbers that it means, as a set. */
    BitSet parse(String text) {
        BitSet numbers = new BitSet();
        for (String item : text.split(",", -1)) {
            Matcher parts = ITEM.matcher(item);
            if (!parts.matches()) {
                throw invalid(text);
            }
            int from = parts.group(2) == null ? min : number(parts.group(2));
            int to = from;
            if (parts.group(3) != null) {
                to = number(parts.group(3));
            } else if (parts.group(2) == null || parts.group(4) != null) {
                to = max;
            }
            int step = parts.group(4) == null ? 1 : Integer.parseInt(parts.group(4));
            if (step == 0 || to < from) {
                throw invalid(text);
            }
            for (int number = from; number <= to; number += step) {
                numbers.set(number);
            }
        }
        return numbers;
    }

    int number(String text) {
        int named = names.indexOf(text.toUpperCase(Locale.ROOT));
        if (named >= 0) {
            return min + named;
        }
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < min || Integer.parseInt(text) > max) {
            throw invalid(text);
        }
        return Integer.parseInt(text);
    }

    IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException("\"%s\" is no %s: %d to %d%s, lists, ranges that rise, * and steps"
                .formatted(text, name, min, max, names.isEmpty() ? "" : " or " + names));
    }
}
