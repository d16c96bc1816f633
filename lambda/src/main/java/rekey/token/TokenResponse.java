package rekey.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import rekey.lwa.AccessToken;

/** What a caller gets: LWA's own field names, the moment of expiry besides, and never a refresh token. */
record TokenResponse(AccessToken token) {
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * @param now what {@code expires_in}, whole seconds rounded down, is counted from
     */
    void write(OutputStream output, Instant now) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(output)) {
            json.writeStartObject();
            json.writeStringField("access_token", token.value().reveal());
            json.writeStringField("token_type", "bearer");
            json.writeNumberField(
                    "expires_in",
                    Math.max(0, Duration.between(now, token.expiresAt()).toSeconds()));
            json.writeStringField(
                    "expires_at",
                    token.expiresAt().truncatedTo(ChronoUnit.SECONDS).toString());
            json.writeEndObject();
        }
    }
}
