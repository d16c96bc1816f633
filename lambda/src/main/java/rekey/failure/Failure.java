package rekey.failure;

/** The root of everything that Rekey's functions throw on purpose. */
public abstract sealed class Failure extends RuntimeException
        permits AccessDenied,
                BadRequest,
                CannotDecrypt,
                LedgerUnreadable,
                LwaRedirected,
                LwaRefused,
                LwaUnreadable,
                LwaUntrusted,
                MessageRefused,
                Misconfigured,
                NotEnrolled,
                NotProvenYet,
                NotSetYet,
                NoticeRefused,
                ParameterMissing,
                ReauthorizeSeller,
                RotationRefused,
                ScopeRefused,
                SecretRejected,
                SpApiRefused,
                SpApiUntrusted,
                StoreRefused,
                TryLater,
                UnknownSeller,
                WatchIncomplete {

    Failure(String message) {
        super(message);
    }

    Failure(String message, Throwable cause) {
        super(message, cause);
    }
}
