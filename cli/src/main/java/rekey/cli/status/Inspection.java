package rekey.cli.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rekey.cli.put.Kind;
import rekey.cli.status.ParameterState.Details;
import rekey.cli.status.ParameterState.Presence;
import rekey.cli.status.Subscribers.Subscriber;

/** Goes through what was found, for what needs attention. */
final class Inspection {
    private final Findings findings;
    private final List<Attention> attention = new ArrayList<>();

    Inspection(Findings findings) {
        this.findings = findings;
    }

    List<Attention> run() {
        if (findings.nothingIsDeployed()) {
            note(
                    findings.application().value(),
                    "Nothing of it is deployed in %s, in this account. Deploy it (%s), or correct --app, --region or --profile."
                            .formatted(findings.region(), findings.deploy()));
            return attention;
        }
        findings.parameters().value().ifPresent(parameters -> parameters.forEach(this::parameter));
        findings.key().value().ifPresent(this::key);
        findings.topic().value().ifPresent(this::topic);
        findings.rotation()
                .value()
                .flatMap(found -> found)
                .ifPresent(rotation -> attention.addAll(rotation.attention()));
        return attention;
    }

    private void parameter(ParameterState parameter) {
        if (parameter.is(Presence.MISSING)) {
            note(parameter.name(), "It is missing. %s".formatted(findings.repair()));
        }
        if (parameter.kind().isPresent() && parameter.is(Presence.NOT_SET)) {
            note(parameter.name(), "It is not set yet. Store it: %s".formatted(parameter.put()));
        }
        parameter.details().ifPresent(details -> details(parameter, details));
        if (parameter.holds(Kind.CLIENT_SECRET)) {
            age(parameter.name());
        }
    }

    private void details(ParameterState parameter, Details details) {
        if (parameter.kind().isPresent()) {
            if (!details.type().equals("SecureString")) {
                note(
                        parameter.name(),
                        "It is a %s, which is not encrypted. Delete it. %s Then store it, and renew the %s."
                                .formatted(
                                        details.type(),
                                        findings.repair(),
                                        parameter.kind().get().noun()));
            } else if (details.keyIsOwn().value().filter(own -> !own).isPresent()) {
                note(
                        parameter.name(),
                        "It is under %s instead of %s, where others may read it. %s: %s"
                                .formatted(
                                        details.keyId(),
                                        findings.alias(),
                                        parameter.holds(Kind.CLIENT_SECRET)
                                                ? "Rotate it in the Developer Console, then store the new one"
                                                : "Store it again, which puts it under the right one",
                                        parameter.put()));
            }
        }
        if (parameter.holds(Kind.CLIENT_SECRET)) {
            reminders(parameter.name(), details);
        }
        for (Policy policy : details.policies()) {
            if (policy.failed()) {
                note(
                        parameter.name(),
                        "Its policy %s failed: nobody was told by it. Storing the next secret arms it again."
                                .formatted(policy.type()));
            }
            if (policy.deletes()) {
                note(
                        parameter.name(),
                        "An Expiration policy will delete it on %s. %s".formatted(policy.when(), setAnew()));
            }
        }
    }

    private void reminders(String name, Details details) {
        if (!details.tier().equals("Advanced")) {
            note(name, "Its tier is %s, which has no reminders. %s".formatted(details.tier(), setAnew()));
        } else if (details.policies().stream().noneMatch(Policy::reminds)) {
            note(name, "It has no policy that reminds of its age. %s".formatted(setAnew()));
        }
    }

    /** Putting it anew restarts Parameter Store's count, not the secret's life. */
    private String setAnew() {
        return findings.repair()
                + " Parameter Store counts its days from then, too late for this secret: rotate it in time.";
    }

    /** Where the ledger knows the secret, it is the rotation's. */
    private void age(String name) {
        if (findings.known().isPresent()) {
            return;
        }
        findings.daysLeft().filter(days -> findings.isTimeToRotate()).ifPresent(days -> {
            String when = days > 0
                    ? "It has %d days left at most: Amazon ends it on %s or before."
                            .formatted(days, findings.end().orElseThrow())
                    : "It ended on %s or before.".formatted(findings.end().orElseThrow());
            note(name, when + " Rotate it in the Developer Console, then rekey put clientsecret.");
        });
    }

    private void key(Optional<KeyState> found) {
        if (found.isEmpty()) {
            note(
                    findings.alias(),
                    "There is no such alias. Make it for the key in the output KeyArn of the stack: aws kms create-alias --alias-name %s --target-key-id KEY"
                            .formatted(findings.alias()));
            return;
        }
        KeyState key = found.get();
        if (!key.key().isEnabled()) {
            note(
                    findings.alias(),
                    "Its state is %s: nobody can read the credentials. Enable the key, or cancel its deletion."
                            .formatted(key.key().state()));
        } else if (key.rotation().value().filter(rotation -> !rotation.on()).isPresent()) {
            note(
                    findings.alias(),
                    "It does not rotate. aws kms enable-key-rotation --key-id %s"
                            .formatted(key.key().id()));
        }
    }

    private void topic(Optional<Subscribers> found) {
        if (found.isEmpty()) {
            note(
                    Attention.SUBSCRIPTIONS,
                    "There is no topic: nobody is told anything. Destroy the stack, which keeps the credentials, and deploy it"
                            + " again with -c key= and the ARN in its output KeyArn.");
            return;
        }
        List<Subscriber> subscribers = found.get().list();
        if (subscribers.stream()
                .noneMatch(each -> each.confirmed() && each.protocol().startsWith("email"))) {
            note(
                    Attention.SUBSCRIPTIONS,
                    "No mail address is confirmed, and a short message alone may not arrive. After two days without a"
                            + " confirmation SNS forgets an address: aws sns subscribe --protocol email --topic-arn %s"
                                    .formatted(found.get().topicArn())
                            + " --notification-endpoint ADDRESS");
        }
        subscribers.stream()
                .filter(subscriber -> !subscriber.confirmed())
                .forEach(subscriber -> note(
                        Attention.SUBSCRIPTIONS,
                        "%s has not confirmed. Follow the link in the mail that SNS sent; after two days, subscribe anew."
                                .formatted(subscriber.endpoint())));
    }

    private void note(String subject, String sentence) {
        attention.add(new Attention(subject, sentence));
    }
}
