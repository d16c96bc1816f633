package rekey.cli.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import rekey.cli.put.Kind;

/**
 * One parameter of the application, without its value.
 *
 * @param kind which credential it holds; nothing for a parameter that holds none
 * @param seller whose refresh token it is; empty for the default seller's, and for everything else
 * @param presence whether a value is in it
 * @param stored when that value was put, however often it was put again since; nothing when it is not set or not known
 * @param details all that Parameter Store shows of it; nothing when it is missing
 */
record ParameterState(
        String name,
        Optional<Kind> kind,
        String seller,
        Answer<Presence> presence,
        Optional<Instant> stored,
        Optional<Details> details) {

    /** Whether a parameter holds a value. */
    enum Presence {
        SET("set"),
        NOT_SET("not set"),
        MISSING("missing");

        final String text;

        Presence(String text) {
            this.text = text;
        }
    }

    /**
     * What DescribeParameters shows.
     *
     * @param keyId as Parameter Store knows the key; empty when there is none
     * @param keyIsOwn whether that is the application's key
     */
    record Details(
            long version,
            String type,
            String tier,
            String keyId,
            Answer<Boolean> keyIsOwn,
            List<Policy> policies,
            Instant lastChange,
            String arn) {}

    boolean is(Presence which) {
        return presence.value().filter(which::equals).isPresent();
    }

    boolean holds(Kind which) {
        return kind.filter(which::equals).isPresent();
    }

    /** The command that stores it. */
    String put() {
        return "rekey put %s%s"
                .formatted(kind.orElseThrow().parameter(), seller.isEmpty() ? "" : " --seller " + seller);
    }
}
