package rekey.cli.status;

import java.util.Optional;
import java.util.function.Supplier;
import rekey.cli.CommandFailure;
import rekey.cli.aws.AwsProblem;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Something that AWS was asked, or why it may not be known.
 *
 * @param known null when it is not
 * @param unknown the right that is missing, as a sentence; null when it is known
 */
record Answer<T>(T known, String unknown) {

    static <T> Answer<T> of(T known) {
        return new Answer<>(known, null);
    }

    /**
     * Asks. Without the right, the answer is unknown and the rest can still be found out.
     *
     * @throws CommandFailure when it fails for any other reason
     */
    static <T> Answer<T> ask(AwsProblem problem, Supplier<T> question) {
        try {
            return of(question.get());
        } catch (SdkException e) {
            if (AwsProblem.isDenied(e)) {
                return new Answer<>(null, problem.line(e));
            }
            throw problem.failure(e);
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
