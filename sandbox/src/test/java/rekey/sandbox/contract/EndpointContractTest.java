package rekey.sandbox.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The contract, kept by whatever is at the address that {@code -Dit.aws.endpoint=http://…} gives. */
@EnabledIfSystemProperty(
        named = EndpointContractTest.ENDPOINT,
        matches = "https?://.+",
        disabledReason = "name a back end to try, such as a moto server, with -Dit.aws.endpoint=http://…")
class EndpointContractTest extends AwsContract {
    static final String ENDPOINT = "it.aws.endpoint";

    EndpointContractTest() {
        super(endpoint(URI.create(System.getProperty(ENDPOINT))));
    }

    private static BackEnd endpoint(URI at) {
        if (answers(at.resolve("/moto-api/data.json"))) {
            return new BackEnd("moto", at, Gaps.MOTO, null);
        }
        return answers(at.resolve("/_localstack/health"))
                ? new BackEnd("LocalStack", at, Gaps.LOCALSTACK, null)
                : new BackEnd(at.toString(), at, Gaps.NONE, null);
    }

    private static boolean answers(URI page) {
        try {
            return HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing answers at -D%s=%s".formatted(ENDPOINT, page), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
