package rekey.cli.status;

import java.util.Optional;
import java.util.function.Supplier;
import rekey.cli.aws.AwsProblem;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Something that AWS was asked, or why it may not be known.
 *
 * @param known null when it is not
 * @param unknown why, as a sentence; null when it is known
 */
record Answer<T>(T known, String unknown) {

    static <T> Answer<T> of(T known) {
        return new Answer<>(known, null);
    }

    /** Asks. When it fails, for want of a right or otherwise, the answer is unknown and the rest can still be found out. */
    static <T> Answer<T> ask(AwsProblem problem, Supplier<T> question) {
        try {
            return of(question.get());
        } catch (SdkException e) {
            return new Answer<>(null, problem.failure(e).getMessage());
        }
    }

    boolean isKnown() {
        return unknown == null;
    }

    Optional<T> value() {
        return Optional.ofNullable(known);
    }

    Optional<String> why() {
        return Optional.ofNullable(unknown);
    }
}
