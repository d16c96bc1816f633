package rekey.failure;

/** The root of everything that Rekey's functions throw on purpose. */
public abstract sealed class Failure extends RuntimeException
        permits AccessDenied,
                BadRequest,
                CannotDecrypt,
                LwaRedirected,
                LwaRefused,
                LwaUnreadable,
                LwaUntrusted,
                Misconfigured,
                NotSetYet,
                ParameterMissing,
                ReauthorizeSeller,
                ScopeRefused,
                SecretRejected,
                StoreRefused,
                TryLater,
                UnknownSeller {

    Failure(String message) {
        super(message);
    }

    Failure(String message, Throwable cause) {
        super(message, cause);
    }
}
