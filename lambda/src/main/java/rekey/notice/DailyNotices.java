package rekey.notice;

import static rekey.notice.UtcTime.date;
import static rekey.notice.UtcTime.days;
import static rekey.notice.UtcTime.time;

import java.time.Instant;
import rekey.credential.Grantee.Seller;
import rekey.ledger.KnownSecret;

/** The notices about what is looked at every day: whether SP-API accepts the secret, sellers, who is told. */
record DailyNotices(Letterhead letterhead) {
    private static final int LONGEST_REASON = 300;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_SMS_SELLER = 23;

    private static final String RENEWAL = """
            1. The seller authorizes the application again, as the first time. Nothing
            else changes for it.

            2. Store the refresh token that comes of it:

                %s""";

    Notice canaryFailed(String detail, Instant since) {
        return letterhead.notice(
                "canary-failed/" + since.getEpochSecond(),
                "SP-API refuses the client secret in use",
                """
                SP-API does not accept the client secret that {app} uses, since
                %s: %s.

                Callers still get access tokens, because Login with Amazon goes on to
                give them, but SP-API refuses every call that they make with one.

                Do this now:

                1. See since when, and whether a newer secret is there.

                    rekey status --app {app}

                2. If the secret was rotated in the last 7 days, put the other one in use.
                It is proven first.

                    rekey rollback --app {app}

                3. Otherwise rotate it in the Developer Console (only the account's
                primary user can), and store the one that it shows:

                    rekey put clientsecret --app {app}

                A mail says when SP-API accepts it again.""".formatted(time(since), PlainWords.clause(detail, LONGEST_REASON, "it did not say why")),
                "{app}: SP-API refuses the client secret since %s, and all calls fail. Now: rekey status --app {app}"
                        .formatted(date(since)),
                "SP-API refuses the client secret since %s. rekey status --app {app}".formatted(date(since)));
    }

    Notice canaryUnanswered(String detail, Instant since) {
        return letterhead.notice(
                "canary-unanswered/" + since.getEpochSecond(),
                "nobody can tell whether the client secret works",
                """
                Since %s nobody can tell whether the client secret that
                {app} uses works: %s.

                Amazon does not answer, or not from where Rekey runs. Callers may notice
                nothing, or get no access tokens.

                If it goes on, see how it stands, and whether Amazon has an outage:

                    rekey status --app {app}

                It is tried every day. A mail says when SP-API accepts the secret again.""".formatted(time(since), PlainWords.clause(detail, LONGEST_REASON, "it did not say why")),
                "{app}: since %s nobody can tell whether the client secret works. See: rekey status --app {app}"
                        .formatted(date(since)),
                "Nobody can tell whether the secret works. rekey status --app {app}");
    }

    Notice canaryWell(Instant since) {
        return letterhead.notice(
                "canary-well/" + since.getEpochSecond(),
                "SP-API accepts the client secret again",
                """
                SP-API accepts the client secret that {app} uses again, since
                %s.

                Callers' access tokens work again; nothing has to be deployed.

                Nothing is to be done.""".formatted(time(since)),
                "{app}: SP-API accepts the client secret again since %s. Nothing is to be done.".formatted(date(since)),
                "{app}: SP-API accepts the secret again. Nothing is to be done.");
    }

    Notice reauthorize(Seller seller, Instant ends, long daysLeft) {
        String day = date(ends);
        String key =
                NoticeKey.of("reauthorize", NoticeKey.hash(seller.id()), day, String.valueOf(Math.max(0, daysLeft)));
        String command = "rekey put refreshToken%s --app {app}"
                .formatted(seller.equals(Seller.DEFAULT) ? "" : " --seller " + seller.id());
        String inShort = PlainWords.shortened(seller.toString(), LONGEST_SMS_SELLER);
        if (daysLeft <= 0) {
            return letterhead.notice(
                    key,
                    "a seller's authorization has ended",
                    """
                    The authorization that %s gave {app} ended on
                    %s at the latest. It lasts 365 days, counted here from when its
                    refresh token was stored.

                    Callers get no access tokens of this seller. No other seller is
                    concerned.

                    Do this now:

                    %s""".formatted(seller, time(ends), RENEWAL.formatted(command)),
                    "{app}: the authorization of %s has ended. Once it is renewed: %s".formatted(seller, command),
                    "{app}: a seller\'s authorization ended on %s. Once renewed: %s".formatted(day, command),
                    "Authorization of %s ended %s. rekey status --app {app}".formatted(inShort, day));
        }
        return letterhead.notice(
                key,
                "a seller must authorize it again by " + day,
                """
                The authorization that %s gave {app} ends in %s, on
                %s at the latest. It lasts 365 days, counted here from when its
                refresh token was stored.

                Callers notice nothing until then. From then on they get no access tokens
                of this seller. No other seller is concerned.

                Before that day:

                %s""".formatted(seller, days(daysLeft), time(ends), RENEWAL.formatted(command)),
                "{app}: %s must authorize again by %s, then %s".formatted(seller, day, command),
                "{app}: a seller must authorize again by %s, then %s".formatted(day, command),
                "By %s again: authorization of %s. rekey status --app {app}".formatted(day, inShort));
    }

    Notice unconfirmed(String endpoint, String id) {
        String address = PlainWords.of(endpoint, LONGEST_NAME);
        return letterhead.notice(
                NoticeKey.of("unconfirmed", id),
                "an address has not confirmed, and gets nothing",
                """
                %s is to be told of what concerns {app}, and
                gets nothing: its owner has not confirmed it.

                Callers notice nothing.

                Within 2 days of the deployment, the owner opens the link in the mail that
                AWS sent (Subscription Confirmation). After that SNS forgets the address,
                and it is subscribed anew as docs/deploy.md says. This shows who has
                confirmed:

                    rekey status --app {app}""".formatted(address),
                "{app}: %s gets no notices until its owner confirms AWS's mail. rekey status --app {app}"
                        .formatted(address),
                "An address has not confirmed, and gets no notices. rekey status --app {app}");
    }

    /** What follows the date on which a secret ends, when that date is not known for certain. */
    static String guess(KnownSecret secret) {
        return isGuess(secret) ? " at the latest" : "";
    }

    static boolean isGuess(KnownSecret secret) {
        return secret.assumed() && secret.ends().equals(secret.expires());
    }
}
