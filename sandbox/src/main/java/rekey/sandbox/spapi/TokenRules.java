package rekey.sandbox.spapi;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import rekey.sandbox.lwa.LwaStandIn;
import rekey.sandbox.lwa.LwaStandIn.Exchange;
import rekey.sandbox.lwa.RegisteredApplication;

/**
 * Which tokens SP-API accepts, and what it says of the others, word for word (<a
 * href="https://developer-docs.amazon.com/sp-api/docs/authorization-errors">authorization errors</a>).
 */
final class TokenRules {
    static final String MISSING = "Access token is missing in the request header.";
    static final String EXPIRED = "The access token you provided has expired.";
    static final String INVALID = "The access token you provided is revoked, malformed or invalid.";
    static final String SECRET_EXPIRED = "The LWA secret token you provided has expired.";

    private final RegisteredApplication application;
    private final Exchange exchange;
    private final Instant now;

    TokenRules(RegisteredApplication application, Exchange exchange, Instant now) {
        this.application = application;
        this.exchange = exchange;
        this.now = now;
    }

    /** Why the token is not good for {@code operation}: the details of a 403, which may be empty. */
    Optional<String> refusal(SpApiOperation operation) {
        if (!now.isBefore(exchange.time().plus(LwaStandIn.TOKEN_LIFE))) {
            return Optional.of(EXPIRED);
        }
        if (!exchange.grantless() && !application.isAuthorizedBy(exchange.grantee())) {
            return Optional.of(INVALID);
        }
        // Of a secret that it does not know yet, SP-API says the same as of one that is too old.
        boolean overdue = !now.isBefore(exchange.secretIssued().plus(RegisteredApplication.SECRET_LIFE));
        if (overdue || now.isBefore(exchange.secretKnown())) {
            return Optional.of(SECRET_EXPIRED);
        }
        return isFor(operation) ? Optional.empty() : Optional.of(SpApiReply.NO_DETAILS);
    }

    private boolean isFor(SpApiOperation operation) {
        return operation.scope.isEmpty()
                ? !exchange.grantless()
                : exchange.grantless()
                        && Arrays.asList(exchange.grantee().split(" ")).contains(operation.scope);
    }
}
