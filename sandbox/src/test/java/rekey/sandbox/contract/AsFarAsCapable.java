package rekey.sandbox.contract;

import java.lang.reflect.Method;
import java.net.ConnectException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * Runs each test of the contract, also one whose capability the back end is listed as lacking: that one must fail, and
 * counts as skipped for the reason in the list. Should it pass, the list is wrong, and the test fails for that.
 *
 * <p>Where no run has proven the list yet, a test that fails without being in it is skipped as well, and says so.
 */
final class AsFarAsCapable implements InvocationInterceptor {
    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> test, ExtensionContext context)
            throws Throwable {
        Needs needs = test.getExecutable().getAnnotation(Needs.class);
        if (needs == null) {
            throw new AssertionError("Say with @Needs what capability this test needs.");
        }
        BackEnd aws = ((Contract) test.getTarget().orElseThrow()).aws;
        Capability capability = needs.value();
        String reason = aws.gaps().reason(capability);
        Throwable failure = failureOf(invocation);
        if (reason != null && failure == null) {
            throw new AssertionError("%s has learnt %s, which it was listed as lacking because %s. Take it from %s."
                    .formatted(aws.name(), capability, reason, Gaps.class.getSimpleName()));
        }
        if (reason != null && !isUnanswered(failure)) {
            throw new TestAbortedException("%s lacks %s: %s".formatted(aws.name(), capability, reason), failure);
        }
        if (failure != null && !aws.gaps().proven()) {
            throw new TestAbortedException(
                    "%s seems to lack %s, which the list does not say, but no run has proven that list yet: %s"
                            .formatted(aws.name(), capability, failure.getMessage()),
                    failure);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static Throwable failureOf(Invocation<Void> test) {
        try {
            test.proceed();
            return null;
        } catch (TestAbortedException e) {
            throw e;
        } catch (Throwable failure) {
            return failure;
        }
    }

    /** A back end that is not there lacks everything, which nothing is learnt from. */
    private static boolean isUnanswered(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException) {
                return true;
            }
        }
        return false;
    }
}
