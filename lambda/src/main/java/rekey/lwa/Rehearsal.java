package rekey.lwa;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import rekey.function.Journal;

/**
 * Asks LWA, throws away what it says, and answers itself. When nobody answers, says so in the journal and goes on.
 *
 * @param answer the body of a successful answer
 */
record Rehearsal(String answer, Journal journal) implements Interceptor {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final int ENOUGH = 64 * 1024;

    @Override
    public Response intercept(Chain chain) {
        try (Response said = chain.proceed(chain.request())) {
            said.body().source().request(ENOUGH);
        } catch (IOException e) {
            journal.warn(
                    "priming.unanswered", "by", "LWA", "failure", e.getClass().getSimpleName());
        }
        return new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("OK")
                .body(ResponseBody.create(answer, JSON))
                .build();
    }
}
