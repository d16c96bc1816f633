package rekey.notice;

import static rekey.notice.UtcTime.date;
import static rekey.notice.UtcTime.time;

import java.time.Instant;
import rekey.ledger.KnownSecret;
import rekey.ledger.RotationRequest;
import rekey.ledger.RotationRequest.Outcome;

/** The notices about asking Amazon for a new secret, until it has come. */
record RequestNotices(Letterhead letterhead) {
    private static final int LONGEST_REASON = 300;
    private static final int LONGEST_SMS_REASON = 60;
    private static final int LONGEST_NAME = 200;

    Notice requested(RotationRequest request) {
        return request.outcome() == Outcome.ACCEPTED ? accepted(request) : unclear(request);
    }

    private Notice accepted(RotationRequest request) {
        return letterhead.notice(
                NoticeKey.of("requested", request.id()),
                "a new client secret is on its way",
                """
                Amazon was asked for a new client secret for {app} on %s, %s,
                and has accepted.

                The new one comes by itself, usually within minutes. It is kept, proven
                at Login with Amazon and at SP-API, and only then put in use; that takes
                up to an hour, and another mail says when it is done.

                Callers notice nothing: Amazon accepts the secret in use for 7 more days,
                until %s.

                Nothing is to be done.""".formatted(time(request.at()), by(request), time(cutOff(request))),
                "{app}: Amazon issues a new client secret, which is proven before it is used. Nothing is to be done.",
                "{app}: a new client secret is on its way. Nothing is to be done.");
    }

    private Notice unclear(RotationRequest request) {
        return letterhead.notice(
                NoticeKey.of("requested", request.id()),
                "a new client secret may be on its way",
                """
                Amazon was asked for a new client secret for {app} on %s, %s.
                Whether it issues one is not clear: %s.

                If it does, the new one comes by itself, is proven, and is put in use,
                and another mail says so. Amazon is not asked again before
                %s, so that a second new secret does not cut off the first.

                Callers notice nothing: Amazon accepts the secret in use until then at
                least.

                Nothing is to be done. If nothing has come in an hour, a mail says what to
                do.""".formatted(time(request.at()), by(request), problem(request), time(cutOff(request))),
                "{app}: Amazon was asked for a new client secret, and its answer is unclear. Nothing is to be done.",
                "{app}: a new client secret may be on its way. Nothing is to be done.");
    }

    Notice refused(RotationRequest request) {
        return letterhead.notice(
                NoticeKey.of("refused", request.id()),
                "no new client secret was issued",
                """
                Amazon has issued no new client secret for {app}: %s.
                It was wanted on %s, %s.

                Callers notice nothing: the secret in use is what it was.

                Before the secret in use ends (rekey status says on which day), see what
                stands in the way, and ask again:

                    rekey rotate --dry-run --app {app}
                    rekey rotate --app {app}

                Where rotation is automatic, the daily check asks again by itself as long
                as it is due.""".formatted(problem(request), time(request.at()), by(request)),
                "{app}: no new client secret was issued (%s). See rekey rotate --dry-run --app {app}"
                        .formatted(PlainWords.clause(request.problem(), LONGEST_SMS_REASON, "no reason is known")),
                "{app}: no new client secret was issued. See rekey rotate --dry-run --app {app}",
                "No new client secret was issued. rekey rotate --dry-run --app {app}");
    }

    Notice notEnrolled(KnownSecret current) {
        Instant ends = current.ends();
        return letterhead.notice(
                NoticeKey.of("not-enrolled", current.fingerprint()),
                "no new client secret until it is enrolled",
                """
                {app} cannot get a new client secret by itself: Amazon does not know where
                to send it, and issues none.

                Callers notice nothing until the secret in use ends, on %s%s.
                From then on SP-API refuses their calls.

                Before that day, enrol the application: in Amazon's Developer Console its
                two notifications are sent to the two queues of the stack. This prints
                the queues and the steps, and sees that messages arrive:

                    rekey enrol --app {app}

                Then ask for a new secret. Where rotation is automatic, the daily check
                does so by itself when it is due.

                    rekey rotate --app {app}""".formatted(time(ends), DailyNotices.guess(current)),
                "{app}: Amazon issues no new client secret until you enrol, and this one ends on %s. rekey enrol --app {app}"
                        .formatted(date(ends)),
                "Not enrolled, and the client secret ends on %s. rekey enrol --app {app}".formatted(date(ends)));
    }

    Notice notArrived(RotationRequest request) {
        Instant cutOff = cutOff(request);
        return letterhead.notice(
                NoticeKey.of("not-arrived", request.id()),
                "the new client secret has not arrived",
                """
                Amazon was asked for a new client secret for {app} on %s, %s,
                and nothing has come since.

                Callers notice nothing yet. If Amazon did issue one, it stops to accept
                the one in use on %s.

                Before that day:

                1. See whether a message lies in a dead-letter queue, or could not be
                sent to ours. Rekey takes it in by itself once the way is free.

                    rekey rotate --dry-run --app {app}
                    rekey enrol --app {app}

                2. If it does not come, rotate the secret by hand in the Developer
                Console, and store the one that it shows:

                    rekey put clientsecret --app {app}""".formatted(time(request.at()), by(request), time(cutOff)),
                "{app}: the new client secret has not arrived; the one in use may end on %s. rekey status --app {app}"
                        .formatted(date(cutOff)),
                "New client secret not arrived; this one may end %s. rekey status --app {app}".formatted(date(cutOff)));
    }

    Notice messageRefused(String queue, String id, String problem) {
        String name = PlainWords.of(queue.substring(queue.lastIndexOf(':') + 1), LONGEST_NAME)
                .replaceFirst("-failed$", "");
        return letterhead.notice(
                "message/" + NoticeKey.hash(id),
                "a message in a queue cannot be used",
                """
                A message to {app}, in the queue %s, cannot be used: %s.

                It is tried some more, and then lies in the dead-letter queue
                %s-failed until 14 days after it was sent. Nothing is lost until then.

                Callers notice nothing: the secret in use is what it was.

                Within these 14 days, find out which application it is for. Do not delete
                it unread: it may be the only copy of a new client secret.

                If it is for another application, tell its operator.

                If it is for this one, and the client identifier that is stored is wrong,
                correct that, and let SQS send the message again (Start DLQ redrive, in its console):

                    rekey put clientidentifier --app {app}

                In any other case store the secret that the Developer Console shows for
                the application, unless it is the one in use:

                    rekey put clientsecret --app {app}""".formatted(name, PlainWords.clause(problem, LONGEST_REASON, "its form is not known"), name),
                "{app}: a message in %s cannot be used; look at it within 14 days. rekey status --app {app}"
                        .formatted(name),
                "A message cannot be used; look within 14 days. rekey status --app {app}");
    }

    /** When the secret in use ends if one was issued just when it was asked for. */
    private static Instant cutOff(RotationRequest request) {
        return request.at().plus(KnownSecret.OVERLAP);
    }

    private static String by(RotationRequest request) {
        return switch (request.by()) {
            case "watch" -> "by the daily check";
            case "expiry message" -> "after its own message that the secret will expire";
            default -> "by " + PlainWords.clause(request.by(), LONGEST_NAME, "somebody");
        };
    }

    private static String problem(RotationRequest request) {
        return PlainWords.clause(request.problem(), LONGEST_REASON, "no reason is known");
    }
}
