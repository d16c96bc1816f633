package rekey.notice;

import static rekey.notice.UtcTime.date;
import static rekey.notice.UtcTime.days;
import static rekey.notice.UtcTime.time;

import rekey.ledger.KnownSecret;

/** The notices about the end of the secret in use, while no newer one is: a ladder of reminders, and the end itself. */
record ExpiryNotices(Letterhead letterhead) {

    /** The same steps in each: they are what somebody does who reads only one. */
    private static final String BY_HAND = """
            1. In the Developer Console, choose Rotate secret. Only the account's primary
            user can.

            2. Store the one that it shows. It is tried at Login with Amazon first.

                rekey put clientsecret --app {app}""";

    Notice expiring(KnownSecret current, long daysLeft, boolean automatic) {
        String key = NoticeKey.of("expiring", current.fingerprint(), String.valueOf(Math.max(0, daysLeft)));
        if (daysLeft <= 0) {
            return ended(key, current);
        }
        if (current.retires().isPresent()) {
            return retiring(key, current, daysLeft);
        }
        return automatic ? overdue(key, current, daysLeft) : due(key, current, daysLeft);
    }

    private Notice due(String key, KnownSecret current, long daysLeft) {
        return letterhead.notice(
                key,
                subject(current, daysLeft),
                """
                %s

                Callers notice nothing until then. From then on SP-API refuses their
                calls, though they still get access tokens.

                Rotate it by hand before that day, in two steps. Amazon goes on to accept
                the one in use for 7 days.

                %s

                Once the application is enrolled (rekey enrol), this does both:

                    rekey rotate --app {app}""".formatted(end(current, daysLeft), BY_HAND),
                "{app}: client secret ends %s. Rotate it in the Developer Console, then rekey put clientsecret --app {app}"
                        .formatted(when(current)),
                "Client secret ends %s: rotate it, then rekey put clientsecret --app {app}".formatted(when(current)));
    }

    private Notice overdue(String key, KnownSecret current, long daysLeft) {
        return letterhead.notice(
                key,
                subject(current, daysLeft),
                """
                %s Rekey rotates it by itself, and should have done so by now: the
                application is not enrolled, or Amazon refused, or a new secret was
                asked for and has not come, or does not work.

                Callers notice nothing until then. From then on SP-API refuses their
                calls, though they still get access tokens.

                Before that day, see which it is, mend what is named, and let it rotate:

                    rekey rotate --dry-run --app {app}
                    rekey enrol --app {app}
                    rekey rotate --app {app}

                What was tried so far, and when:

                    rekey history --app {app}

                If that does not help, rotate it by hand:

                %s""".formatted(end(current, daysLeft), BY_HAND),
                "{app}: client secret ends %s, and was not rotated by itself. See rekey rotate --dry-run --app {app}"
                        .formatted(when(current)),
                "Client secret ends %s, not rotated. rekey rotate --dry-run --app {app}".formatted(when(current)));
    }

    /** In the overlap, when the older of the two is in use. */
    private Notice retiring(String key, KnownSecret current, long daysLeft) {
        return letterhead.notice(
                key,
                subject(current, daysLeft),
                """
                %s Amazon has issued a newer one, which is not in use.

                Callers notice nothing until then. From then on they get no access
                tokens.

                Before that day, put the newer one in use. It is proven first.

                    rekey rollback --forward --app {app}

                If that one cannot be used, rotate by hand:

                %s""".formatted(end(current, daysLeft), BY_HAND),
                "{app}: client secret ends %s, and a newer one is not in use. By then: rekey rollback --forward --app {app}"
                        .formatted(when(current)),
                "Client secret ends %s. rekey rollback --forward --app {app}".formatted(when(current)));
    }

    private Notice ended(String key, KnownSecret current) {
        String guess = DailyNotices.guess(current);
        return letterhead.notice(
                key,
                "the client secret has ended",
                """
                The client secret that {app} uses ended on
                %s%s, and no newer one is in use.

                Callers' calls to SP-API are refused from then on, also where they still
                get access tokens.

                Amazon gives a new secret only by hand now. Do this at once:

                %s""".formatted(time(current.ends()), guess, BY_HAND),
                "{app}: client secret ended on %s%s. Rotate it in the console, then rekey put clientsecret --app {app}"
                        .formatted(date(current.ends()), guess),
                "Client secret ended %s: rotate it, then rekey put clientsecret --app {app}"
                        .formatted(date(current.ends())));
    }

    private static String subject(KnownSecret current, long daysLeft) {
        return "client secret ends in %s, %s".formatted(days(daysLeft), when(current));
    }

    private static String end(KnownSecret current, long daysLeft) {
        boolean guess = DailyNotices.isGuess(current);
        String atTheLatest = guess ? " at the latest" : "";
        return "The client secret that {app} uses ends in %s%s, on %s."
                        .formatted(days(daysLeft), atTheLatest, time(current.ends()))
                + (guess ? " When Amazon issued it is not known; the days count from when it was stored." : "");
    }

    /** {@code on 2026-12-03}, or {@code by} it when it may be sooner. */
    private static String when(KnownSecret current) {
        return (DailyNotices.isGuess(current) ? "by " : "on ") + date(current.ends());
    }
}
