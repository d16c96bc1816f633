package rekey.cli.demo;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import rekey.credential.Grantee.Seller;
import rekey.sandbox.sns.Mail;
import rekey.sandbox.stack.DeployedStack;
import rekey.sandbox.stack.Template;

/** The demo's first part: the stack is deployed, the mail address confirmed, the credentials stored. */
final class Deployment {
    static final String DEFAULT = "the default seller";
    static final Seller SECOND = Seller.named("A2EXAMPLE");

    private final Stage stage;

    Deployment(Stage stage) {
        this.stage = stage;
    }

    /** Deploys and returns the stack, with no credential in it yet. */
    static DeployedStack deploy(Stage stage) {
        stage.chapter("npx cdk deploy: CloudFormation makes what the CDK app's template says");
        Template template = Template.usual();
        long started = System.nanoTime();
        Map<String, Integer> made = new TreeMap<>();
        DeployedStack stack = DeployedStack.deploy(stage.sandbox, template, Stage.DEPLOYED.stack(), event -> {
            made.merge(event.type(), 1, Integer::sum);
            stage.progress(event.toString());
        });
        int resources = made.values().stream().mapToInt(Integer::intValue).sum();
        stage.check(
                "%d resources in %d ms".formatted(resources, Stage.millisSince(started)),
                made.entrySet().stream()
                        .filter(type ->
                                type.getKey().matches(".*(Function|Parameter|SecureString|Rule|Alarm|Key|Topic)"))
                        .map(type -> type.getValue() + " " + type.getKey().replaceAll(".*::", ""))
                        .collect(Collectors.joining(", ")),
                resources > 0 ? null : "resources");
        return stack;
    }

    /** As the outputs of the stack say: first the mail, then the credentials. */
    void run() {
        for (Mail mail : stage.sandbox.inbox().mails()) {
            stage.received(mail);
            boolean confirmed = stage.operator.openLink(mail);
            stage.check(
                    "the operator opens the link",
                    confirmed ? mail.endpoint() + " gets the notices" : "it does not work",
                    confirmed ? null : "a confirmed address");
        }
        stage.chapter("The operator stores the application's credentials; Amazon is asked about each first");
        put(stage.application.clientIdentifier(), "clientidentifier");
        put(stage.application.clientSecret(), "clientsecret");
        put(stage.application.authorize(DEFAULT), "refreshToken");
    }

    /** The stack is deployed again with one more seller, whose token is then stored. */
    void addSeller(DeployedStack stack) {
        stage.chapter("A second seller authorizes: npx cdk deploy again, with -c sellers=" + SECOND.id());
        stack.update(Template.named("sellers"));
        String payload = "{\"seller\":\"%s\"}".formatted(SECOND.id());
        stage.expectFailure("its token is not stored yet", payload, "NotSetYet");
        put(stage.application.authorize(SECOND.id()), "refreshToken", "--seller", SECOND.id());
        stage.expectNew("now it is", payload, null);
    }

    private void put(String value, String... arguments) {
        stage.ran("put " + String.join(" ", arguments), stage.operator.put(stage.secret(value), arguments), 0);
    }
}
