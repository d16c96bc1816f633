package rekey.sandbox.sqs;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.TextRule;

/** The parameters of SQS's operations, refused with SQS's own errors. */
final class Parameters {
    private Parameters() {}

    /** A text that must be there and not be empty. */
    static String required(AwsInput input, String member) {
        return input.optionalText(member, TextRule.ANY)
                .filter(Predicate.not(String::isEmpty))
                .orElseThrow(() -> Refusals.missing(member));
    }

    static OptionalInt integer(AwsInput input, String member, int min, int max) {
        OptionalLong given = input.optionalLong(member);
        if (given.isEmpty()) {
            return OptionalInt.empty();
        }
        if (given.getAsLong() < min || given.getAsLong() > max) {
            throw Refusals.parameter(member, "Must be >= " + min + " and <= " + max + ", if provided.");
        }
        return OptionalInt.of((int) given.getAsLong());
    }

    static Optional<Duration> seconds(AwsInput input, String member, Duration max) {
        OptionalInt seconds = integer(input, member, 0, (int) max.toSeconds());
        return seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsInt())) : Optional.empty();
    }
}
