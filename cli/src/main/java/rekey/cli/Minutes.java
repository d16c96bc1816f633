package rekey.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;

/** How long something is followed: a whole number of minutes, up to a day. */
final class Minutes implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) > 1_440) {
            throw new Misuse.OfValue("It is a whole number of minutes, up to 1440.");
        }
        return Duration.ofMinutes(Integer.parseInt(text));
    }
}
