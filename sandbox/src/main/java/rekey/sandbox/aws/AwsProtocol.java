package rekey.sandbox.aws;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.util.Optional;

/**
 * How calls of one of AWS's protocols say what they want, and how its answers and errors are written. Implementations are
 * safe for use by several threads.
 *
 * @param <A> what an operation answers
 */
interface AwsProtocol<A> {
    /** Whether a request with these headers is of this protocol. */
    boolean isSpokenIn(Headers request);

    /**
     * Reads a request of this protocol.
     *
     * @throws AwsError when it cannot be read; the message does not quote it
     */
    AwsCall read(Headers request, byte[] body) throws IOException;

    AwsOperations<A> operations();

    /** The answer to a call that came without a signature; empty when it needs one. */
    default Optional<A> unsigned(AwsCall call) {
        return Optional.empty();
    }

    /** @param request the headers of what is answered */
    AwsReply reply(Headers request, AwsCall call, A answer, String requestId) throws IOException;

    /** @param request the headers of what is refused */
    AwsReply refusal(Headers request, AwsError error, String requestId) throws IOException;
}
