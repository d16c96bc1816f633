package rekey.bench.standin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import rekey.bench.http.HttpConnection.Message;

/**
 * LWA's token endpoint: a token for an hour to whoever knows the application's secret, {@code invalid_client} to anyone
 * else. Thread-safe.
 */
final class TokenEndpoint implements StandIn {
    private static final String TYPE = "application/json;charset=UTF-8";
    private static final Reply TOKEN = new Reply(
            200,
            TYPE,
            ("{\"access_token\":\"Atza|not-an-access-token-" + "0".repeat(380)
                            + "\",\"refresh_token\":\"" + ParameterStore.REFRESH_TOKEN
                            + "\",\"token_type\":\"bearer\",\"expires_in\":3600}")
                    .getBytes(US_ASCII));
    private static final Reply REFUSED = new Reply(
            401,
            TYPE,
            "{\"error_description\":\"Client authentication failed\",\"error\":\"invalid_client\"}".getBytes(US_ASCII));

    @Override
    public Reply reply(Message request) {
        return request.body().contains("client_secret=" + ParameterStore.SECRET) ? TOKEN : REFUSED;
    }
}
