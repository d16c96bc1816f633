package rekey.provision;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import rekey.function.Deadline;

/**
 * Lets the work take what time an invocation has, but for a reserve in which CloudFormation is answered: a third of it,
 * 10 s at most.
 *
 * <p>The work runs in a thread of its own and is told its deadline, which it keeps as far as Parameter Store's client
 * does. Should it hang where no deadline reaches (a look-up of an address, of credentials), it is interrupted and left
 * alone a moment later. What it comes to then, nobody hears: only the caller's thread answers, so nothing is answered
 * twice. And it starts no further call, also when Lambda freezes it and thaws it in a later invocation.
 */
final class Watchdog {
    private static final Duration LONGEST_RESERVE = Duration.ofSeconds(10);

    private Watchdog() {}

    /**
     * @param end when the invocation's time is over
     * @return what {@code work} returns
     * @throws ProvisionFailure when the work throws it, when it throws anything else, and when it is not done in time
     */
    static <T> T watch(Function<Deadline, T> work, Deadline end) {
        Duration third = end.remaining().dividedBy(3);
        Duration reserve = third.compareTo(LONGEST_RESERVE) < 0 ? third : LONGEST_RESERVE;
        Deadline deadline = Deadline.in(end.remaining().minus(reserve));
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread worker = new Thread(
                () -> {
                    try {
                        result.complete(work.apply(deadline));
                    } catch (Throwable e) {
                        // Not swallowed: the caller's thread turns it into an answer.
                        result.completeExceptionally(e);
                    }
                },
                "provision");
        worker.setDaemon(true);
        worker.start();
        try {
            return result.get(deadline.remaining().plus(reserve.dividedBy(4)).toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ProvisionFailure failure ? failure : unforeseen(e.getCause());
        } catch (TimeoutException e) {
            worker.interrupt();
            throw new ProvisionFailure("The work did not end within the function's time, and was given up."
                    + " See what the function logged, and deploy again.");
        } catch (InterruptedException e) {
            // The flag is not set again: it would keep the answer from being sent, and the invocation ends with that.
            worker.interrupt();
            throw new ProvisionFailure("The function was interrupted. Deploy again.");
        }
    }

    /** By its type and place alone: a message of somebody else's may quote anything. */
    static ProvisionFailure unforeseen(Throwable thrown) {
        StackTraceElement[] frames = thrown.getStackTrace();
        String where = "";
        for (StackTraceElement frame : frames) {
            if (frame.getClassName().startsWith("rekey.")) {
                where = " at %s.%s:%d".formatted(frame.getClassName(), frame.getMethodName(), frame.getLineNumber());
                break;
            }
        }
        return new ProvisionFailure("Rekey's provision function failed (%s%s). Report it with this message."
                .formatted(thrown.getClass().getName(), where));
    }
}
