package rekey.failure;

/**
 * Nothing is wrong that anyone here can repair: a service is slow, throttles or is down. The caller tries again, with a
 * pause that grows.
 */
public final class TryLater extends Failure {
    public TryLater(String what) {
        super(what + " Try again in a few seconds.");
    }

    public TryLater(String what, Throwable cause) {
        super(what + " Try again in a few seconds.", cause);
    }
}
