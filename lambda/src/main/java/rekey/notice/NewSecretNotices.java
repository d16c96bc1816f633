package rekey.notice;

import static rekey.notice.UtcTime.date;
import static rekey.notice.UtcTime.time;

import java.time.Instant;
import rekey.credential.ParameterNames;
import rekey.ledger.KnownSecret;

/** The notices about a new secret that has come: that it is in use, that it does not work, that it was taken back. */
record NewSecretNotices(Letterhead letterhead) {
    private static final int LONGEST_REASON = 300;
    private static final int LONGEST_NAME = 200;

    Notice done(KnownSecret current) {
        return letterhead.notice(
                key("done", current),
                "a new client secret is in use",
                """
                A new client secret of {app} is in use%s, as
                version %d of %s. Login with Amazon and SP-API both accept it.

                Callers notice nothing: within 5 minutes they get access tokens of the
                new secret, and nothing has to be deployed. Tokens of the one before stay
                good until they expire. Amazon accepts the one before for 7 days after
                it issued this one, until %s.

                Nothing is to be done. Amazon ends the new secret on
                %s; the next one is due before that, and you will hear of it.

                If the new one makes trouble all the same, the one before can be put back
                as long as Amazon accepts it:

                    rekey rollback --app {app}""".formatted(
                                since(current),
                                current.version(),
                                names().clientSecret(),
                                time(current.issued().plus(KnownSecret.OVERLAP)),
                                time(current.ends())),
                "{app}: a new client secret is proven and in use. It ends on %s. Nothing is to be done."
                        .formatted(date(current.ends())),
                "{app}: new client secret in use until %s. Nothing is to be done.".formatted(date(current.ends())));
    }

    Notice notProven(KnownSecret pending, String why, Instant currentEnds) {
        return letterhead.notice(
                NoticeKey.of("not-proven", pending.fingerprint()),
                "the new client secret does not work yet",
                """
                A new client secret of {app} came%s, and
                does not work yet: %s.

                Amazon needs up to an hour until SP-API knows a new secret; this takes
                longer. It is kept in %s, and tried again by itself.

                Callers notice nothing as long as Amazon accepts the secret in use, until
                %s.

                Before that day, see whether it has come right by itself:

                    rekey status --app {app}

                If not, compare the application's region and roles in the Developer
                Console with the deployment's. If the console shows a newer secret than
                the one that came, store that one:

                    rekey put clientsecret --app {app}""".formatted(
                                arrived(pending),
                                PlainWords.clause(why, LONGEST_REASON, "the reason is not known"),
                                names().pendingClientSecret(),
                                time(currentEnds)),
                "{app}: the new client secret does not work yet; the one in use ends on %s. rekey status --app {app}"
                        .formatted(date(currentEnds)),
                "New client secret fails; the one in use ends %s. rekey status --app {app}"
                        .formatted(date(currentEnds)));
    }

    Notice overlapEnding(KnownSecret pending, Instant currentEnds) {
        return letterhead.notice(
                NoticeKey.of("overlap", pending.fingerprint()),
                "client secret ends %s, the new one fails".formatted(date(currentEnds)),
                """
                In less than 2 days, on %s, Amazon stops to accept the client
                secret that {app} uses. The new one came%s,
                and is not proven to work: SP-API or Login with Amazon refuses it.

                From then on callers get no access tokens, until a secret that works is
                stored.

                Before then:

                1. See what refuses the new one.

                    rekey status --app {app}

                2. Store the secret that the Developer Console shows for the application,
                or rotate it there once more, and store the one that it then shows. It
                is tried at Login with Amazon first.

                    rekey put clientsecret --app {app}""".formatted(time(currentEnds), arrived(pending)),
                "{app}: the client secret ends on %s, and the new one does not work. rekey put clientsecret --app {app}"
                        .formatted(date(currentEnds)),
                "Client secret ends %s, the new one fails. rekey put clientsecret --app {app}"
                        .formatted(date(currentEnds)));
    }

    Notice rolledBack(KnownSecret current, String by) {
        return current.retires().isPresent() ? toTheOlder(current, by) : toTheNewest(current, by);
    }

    private Notice toTheOlder(KnownSecret current, String by) {
        return letterhead.notice(
                key("rolled-back", current),
                "the client secret before is in use again",
                """
                The client secret that {app} had before is in use again%s,
                as version %d of %s. It was put back by %s.

                Callers notice nothing: within 5 minutes they get access tokens of it.

                Amazon has issued a newer secret, and so stops to accept this one on
                %s. Before that day, put the newer one in use again:

                    rekey rollback --forward --app {app}

                If that one cannot be used, rotate in the Developer Console, and store
                the secret that it shows:

                    rekey put clientsecret --app {app}""".formatted(
                        since(current), current.version(), names().clientSecret(), operator(by), time(current.ends())),
                "{app}: the client secret before is in use again, until %s. By then: rekey rollback --forward --app {app}"
                        .formatted(date(current.ends())),
                "Client secret before in use again until %s. rekey rollback --forward --app {app}"
                        .formatted(date(current.ends())));
    }

    private Notice toTheNewest(KnownSecret current, String by) {
        return letterhead.notice(
                key("rolled-back", current),
                "the newest client secret is in use again",
                """
                The newest client secret of {app} is in use again%s,
                as version %d of %s. It was put back by %s.

                Callers notice nothing: within 5 minutes they get access tokens of it.

                Amazon ends it on %s; the next one is due before that.

                Nothing is to be done.""".formatted(
                        since(current), current.version(), names().clientSecret(), operator(by), time(current.ends())),
                "{app}: the newest client secret is in use again. It ends on %s. Nothing is to be done."
                        .formatted(date(current.ends())),
                "{app}: newest client secret in use again. Nothing is to be done.");
    }

    private ParameterNames names() {
        return letterhead.names();
    }

    private static String key(String about, KnownSecret current) {
        return NoticeKey.of(about, current.fingerprint() + "-" + current.version());
    }

    private static String operator(String by) {
        return PlainWords.clause(by, LONGEST_NAME, "an operator");
    }

    private static String since(KnownSecret current) {
        return current.promoted().map(when -> " since " + time(when)).orElse("");
    }

    private static String arrived(KnownSecret pending) {
        return pending.received().map(when -> " on " + time(when)).orElse("");
    }
}
