package rekey.sandbox.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import rekey.sandbox.Sandbox;
import rekey.sandbox.lwa.LwaStandIn;
import rekey.sandbox.lwa.RegisteredApplication;
import rekey.sandbox.spapi.SpApiOperation;

/** Calls to Login with Amazon and SP-API over a socket, without any of our code. */
final class SpApiCall {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SpApiCall() {}

    /** The status of a call with {@code token}. */
    static int status(URI endpoint, SpApiOperation operation, String token) {
        String path = operation == SpApiOperation.PARTICIPATIONS
                ? "/sellers/v1/marketplaceParticipations"
                : "/notifications/v1/destinations";
        try {
            HttpURLConnection http = open(endpoint, path);
            http.setRequestProperty("x-amz-access-token", token);
            http.setRequestProperty("User-Agent", "backend/1.0 (Language=Java/21)");
            return http.getResponseCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a client secret works: LWA gives a token for it, and SP-API takes that. */
    static boolean works(Sandbox sandbox, RegisteredApplication application, String secret) {
        String form = "grant_type=client_credentials&scope=%s&client_id=%s&client_secret=%s"
                .formatted(
                        encoded("sellingpartnerapi::notifications"),
                        encoded(application.clientIdentifier()),
                        encoded(secret));
        try {
            HttpURLConnection http = open(sandbox.endpoint(), LwaStandIn.PATH);
            http.setRequestMethod("POST");
            http.setDoOutput(true);
            http.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
            http.getOutputStream().write(form.getBytes(StandardCharsets.UTF_8));
            if (http.getResponseCode() != 200) {
                return false;
            }
            String token =
                    JSON.readTree(http.getInputStream()).get("access_token").asText();
            return status(sandbox.endpoint(), SpApiOperation.DESTINATIONS, token) == 200;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpURLConnection open(URI endpoint, String path) throws IOException {
        return (HttpURLConnection) endpoint.resolve(path).toURL().openConnection();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
