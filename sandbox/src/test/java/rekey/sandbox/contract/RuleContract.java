package rekey.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.refusalOf;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** EventBridge: the rules of the reminders, with patterns and targets as the CDK app makes them. */
abstract class RuleContract extends Contract {
    private static final String AFTER_150_DAYS =
            pattern("[{\"prefix\":\"The parameter has not been changed for 150 days\"}]");
    private static final String IN_OTHER_WORDS = pattern("[{\"anything-but\":{\"prefix\":"
            + "[\"The parameter has not been changed for 150 days\",\"The parameter has not been changed for 165 days\"]}},"
            + "{\"exists\":false}]");

    RuleContract(BackEnd aws) {
        super(aws);
    }

    @Test
    @Needs(Capability.RULES)
    void keepsTheReminderRule() throws Exception {
        String arn = putRule();
        assertThat(arn).matches("arn:aws:events:us-east-1:\\d{12}:rule/" + application);
        assertThat(aws.events()
                        .listRules(request -> request.namePrefix(application))
                        .rules())
                .singleElement()
                .satisfies(this::isTheReminders);
        assertThat(aws.events()
                        .describeRule(request -> request.name(application))
                        .eventPattern())
                .isEqualTo(AFTER_150_DAYS);
    }

    private void isTheReminders(Rule rule) {
        assertThat(rule.name()).isEqualTo(application);
        assertThat(rule.state()).isEqualTo(RuleState.ENABLED);
        assertThat(rule.description()).isEqualTo("Reminds of the client secret's age");
        assertThat(rule.eventPattern()).isEqualTo(AFTER_150_DAYS);
        assertThat(rule.eventBusName()).isEqualTo("default");
    }

    @Test
    @Needs(Capability.RULES)
    void keepsTheTargetsWithTheSentence() {
        putRule();
        Target target = Target.builder()
                .id("Target0")
                .arn(aws.sns().createTopic(request -> request.name(application)).topicArn())
                .inputTransformer(transformer -> transformer
                        .inputPathsMap(Map.of("detail-parameter-name", "$.detail.parameter-name"))
                        .inputTemplate("\"rotate it, then rekey put <detail-parameter-name>\""))
                .deadLetterConfig(dead -> dead.arn("arn:aws:sqs:us-east-1:123456789012:undelivered"))
                .build();
        assertThat(aws.events()
                        .putTargets(request -> request.rule(application).targets(target))
                        .failedEntryCount())
                .isZero();
        assertThat(aws.events()
                        .listTargetsByRule(request -> request.rule(application))
                        .targets())
                .containsExactly(target);
        aws.events().removeTargets(request -> request.rule(application).ids("Target0"));
        aws.events().deleteRule(request -> request.name(application));
        assertThat(aws.events()
                        .listRules(request -> request.namePrefix(application))
                        .rules())
                .isEmpty();
    }

    @Test
    @Needs(Capability.RULES)
    void saysThatThereIsNoSuchRule() {
        assertThat(refusalOf(() -> aws.events().describeRule(request -> request.name(application))))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(refusalOf(() -> aws.events().listTargetsByRule(request -> request.rule(application))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    @Needs(Capability.RULES)
    void refusesAPatternThatIsNone() {
        assertThat(refusalOf(() -> aws.events()
                        .putRule(request -> request.name(application).eventPattern("{\"source\":\"aws.ssm\"}"))))
                .isInstanceOf(InvalidEventPatternException.class);
    }

    @Test
    @Needs(Capability.PATTERNS_TRIED)
    void theReminderMatchesItsEvent() {
        assertThat(matches(AFTER_150_DAYS, event("The parameter has not been changed for 150 days. And more.")))
                .isTrue();
        assertThat(matches(AFTER_150_DAYS, event("The parameter has not been changed for 165 days.")))
                .isFalse();
    }

    @Test
    @Needs(Capability.PATTERNS_TRIED)
    void theOtherReminderMatchesWhatIsSaidInOtherWords() {
        assertThat(matches(IN_OTHER_WORDS, event("It is old."))).isTrue();
        assertThat(matches(IN_OTHER_WORDS, event("The parameter has not been changed for 165 days.")))
                .isFalse();
        assertThat(matches(IN_OTHER_WORDS, event(null))).isTrue();
    }

    @Test
    @Needs(Capability.PATTERNS_TRIED)
    void aStarInAPatternIsNoWildcard() {
        String asInTheBlog = AFTER_150_DAYS.replace("/my-erp/lwa/clientsecret", "/my-erp/*");
        assertThat(matches(asInTheBlog, event("The parameter has not been changed for 150 days.")))
                .isFalse();
    }

    private String putRule() {
        return aws.events()
                .putRule(request -> request.name(application)
                        .description("Reminds of the client secret's age")
                        .eventPattern(AFTER_150_DAYS)
                        .state(RuleState.ENABLED))
                .ruleArn();
    }

    private boolean matches(String pattern, String event) {
        return aws.events()
                .testEventPattern(request -> request.eventPattern(pattern).event(event))
                .result();
    }

    private static String pattern(String actionReason) {
        return "{\"source\":[\"aws.ssm\"],\"detail-type\":[\"Parameter Store Policy Action\"],\"detail\":{"
                + "\"policy-type\":[\"NoChangeNotification\"],\"parameter-name\":[\"/my-erp/lwa/clientsecret\"],"
                + "\"action-reason\":" + actionReason + "}}";
    }

    private static String event(String actionReason) {
        return "{\"version\":\"0\",\"id\":\"6a7e8feb-b491-4cf7-a9f1-bf3703467718\","
                + "\"detail-type\":\"Parameter Store Policy Action\",\"source\":\"aws.ssm\",\"account\":\"123456789012\","
                + "\"time\":\"2027-04-24T16:43:48Z\",\"region\":\"us-east-1\","
                + "\"resources\":[\"arn:aws:ssm:us-east-1:123456789012:parameter/my-erp/lwa/clientsecret\"],"
                + "\"detail\":{\"policy-type\":\"NoChangeNotification\",\"parameter-name\":\"/my-erp/lwa/clientsecret\","
                + "\"parameter-type\":\"SecureString\",\"action-status\":\"Success\""
                + (actionReason == null ? "" : ",\"action-reason\":\"" + actionReason + "\"") + "}}";
    }
}
