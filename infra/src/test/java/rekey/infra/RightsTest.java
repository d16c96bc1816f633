package rekey.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every statement of every policy, and that there is no other. Intrinsic functions are written out in short. */
class RightsTest {
    private static final String PARAMETERS =
            "arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter/my-erp/";
    private static final String THREE =
            "[%1$slwa/clientidentifier, %1$slwa/clientsecret, %1$srefreshToken]".formatted(PARAMETERS);

    @Test
    void theTokenFunctionReadsThreeParametersAndDecryptsThemByWayOfParameterStoreOnly() {
        assertThat(statements(Synthesis.USUAL, "AWS::IAM::Policy", "TokenJava"))
                .containsExactlyInAnyOrder(
                        "Allow [logs:CreateLogStream, logs:PutLogEvents] on <TokenJavaLog.Arn>",
                        "Allow ssm:GetParameters on " + THREE,
                        "Allow kms:Decrypt on <VaultKey.Arn> if {StringEquals={kms:EncryptionContext:PARAMETER_ARN="
                                + THREE + ", kms:ViaService=ssm.<AWS::Region>.amazonaws.com}}");
    }

    @Test
    void theTokenFunctionReadsTheListedSellersToo() {
        String five = THREE.replace(
                "refreshToken]",
                "refreshToken, %1$srefreshToken/A2EXAMPLE, %1$srefreshToken/A3EXAMPLE]".formatted(PARAMETERS));
        assertThat(statements(Synthesis.EVERYTHING, "AWS::IAM::Policy", "TokenJava"))
                .containsExactlyInAnyOrder(
                        "Allow [logs:CreateLogStream, logs:PutLogEvents] on <TokenJavaLog.Arn>",
                        "Allow ssm:GetParameters on " + five,
                        "Allow kms:Decrypt on " + Synthesis.EVERYTHING.get("key")
                                + " if {StringEquals={kms:EncryptionContext:PARAMETER_ARN=" + five
                                + ", kms:ViaService=ssm.<AWS::Region>.amazonaws.com}}");
    }

    @Test
    void everySellersTokenIsReadOnlyWhereThatWasAskedFor() {
        String four = THREE.replace("refreshToken]", "refreshToken, %srefreshToken/*]".formatted(PARAMETERS));
        assertThat(statements(Synthesis.ANY_SELLER, "AWS::IAM::Policy", "TokenJava"))
                .containsExactlyInAnyOrder(
                        "Allow [logs:CreateLogStream, logs:PutLogEvents] on <TokenJavaLog.Arn>",
                        "Allow ssm:GetParameters on " + four,
                        "Allow kms:Decrypt on <VaultKey.Arn> if {StringEquals={kms:ViaService=ssm.<AWS::Region>.amazonaws.com},"
                                + " StringLike={kms:EncryptionContext:PARAMETER_ARN=" + four + "}}");
    }

    @Test
    void theProvisionFunctionMakesFourParametersAndTouchesNoOther() {
        String four = THREE.replace("clientsecret,", "clientsecret, %slwa/clientsecret-pending,".formatted(PARAMETERS));
        assertThat(statements(Synthesis.USUAL, "AWS::IAM::Policy", "VaultProvision"))
                .containsExactlyInAnyOrder(
                        "Allow [logs:CreateLogStream, logs:PutLogEvents] on <VaultProvisionJavaLog.Arn>",
                        "Allow [ssm:DeleteParameter, ssm:GetParameter, ssm:GetParameterHistory, ssm:PutParameter] on "
                                + four,
                        "Allow [kms:Decrypt, kms:Encrypt, kms:GenerateDataKey] on <VaultKey.Arn> if"
                                + " {StringEquals={kms:EncryptionContext:PARAMETER_ARN=" + four
                                + ", kms:ViaService=ssm.<AWS::Region>.amazonaws.com}}");
    }

    @Test
    void theRotationFunctionWritesTheSecretsTwoPlacesAndTheLedgerAndTakesMessagesOfTwoQueues() {
        List<String> expected = new ArrayList<>(rotating("RotationJavaLog", "<VaultKey.Arn>"));
        expected.addAll(
                List.of(
                        "Allow [sqs:DeleteMessage, sqs:GetQueueAttributes, sqs:ReceiveMessage] on"
                                + " [<QueuesExpiry.Arn>, <QueuesNewSecret.Arn>]",
                        "Allow kms:Decrypt on <QueuesKey.Arn> if {StringEquals={kms:ViaService=sqs.<AWS::Region>.amazonaws.com}}"));

        assertThat(statements(Synthesis.USUAL, "AWS::IAM::Policy", "RotationJava"))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void theWatchFunctionRotatesTooAndSeesSinceWhenRefreshTokensAreThereAndWhoIsTold() {
        List<String> expected = new ArrayList<>(rotating("WatchJavaLog", Synthesis.EVERYTHING.get("key")));
        expected.remove("Allow sns:Publish on <NoticesTopic>");
        expected.addAll(List.of(
                "Allow ssm:GetParameterHistory on [%1$srefreshToken, %1$srefreshToken/A2EXAMPLE, %1$srefreshToken/A3EXAMPLE]"
                        .formatted(PARAMETERS),
                "Allow [sns:ListSubscriptionsByTopic, sns:Publish] on <NoticesTopic>"));

        assertThat(statements(Synthesis.EVERYTHING, "AWS::IAM::Policy", "WatchJava"))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** What both of them may. */
    private static List<String> rotating(String log, String key) {
        String read =
                "%1$slwa/clientidentifier, %1$slwa/clientsecret, %1$slwa/clientsecret-pending, ".formatted(PARAMETERS);
        String onKey = " on " + key + " if {StringEquals={kms:EncryptionContext:PARAMETER_ARN=[%s],"
                + " kms:ViaService=ssm.<AWS::Region>.amazonaws.com}}";
        return List.of(
                "Allow [logs:CreateLogStream, logs:PutLogEvents] on <%s.Arn>".formatted(log),
                "Allow ssm:GetParameters on [%s%2$slwa/rotation, %2$srefreshToken]".formatted(read, PARAMETERS),
                "Allow ssm:PutParameter on [%1$slwa/clientsecret, %1$slwa/clientsecret-pending, %1$slwa/rotation]"
                        .formatted(PARAMETERS),
                "Allow kms:Decrypt" + onKey.formatted(read + PARAMETERS + "refreshToken"),
                "Allow kms:GenerateDataKey" + onKey.formatted(PARAMETERS + "lwa/clientsecret"),
                "Allow kms:Encrypt" + onKey.formatted(PARAMETERS + "lwa/clientsecret-pending"),
                "Allow sns:Publish on <NoticesTopic>",
                "Allow [kms:Decrypt, kms:GenerateDataKey] on <NoticesKey.Arn> if"
                        + " {StringEquals={kms:ViaService=sns.<AWS::Region>.amazonaws.com}}");
    }

    @Test
    void theScheduleInvokesTheWatchFunctionAndKeepsWhatItCouldNot() {
        assertThat(statements(Synthesis.USUAL, "AWS::IAM::Policy", "WatchScheduleRole"))
                .containsExactlyInAnyOrder(
                        "Allow lambda:InvokeFunction on <WatchJavaFunction.Arn>",
                        "Allow sqs:SendMessage on <WatchUndelivered.Arn>");
    }

    @Test
    void amazonSendsToTwoQueuesAndUsesTheirKeyAndMayDoNothingElse() {
        for (String queue : List.of("QueuesExpiry", "QueuesNewSecret")) {
            assertThat(statements(Synthesis.USUAL, "AWS::SQS::QueuePolicy", queue + "Policy"))
                    .containsExactlyInAnyOrder(
                            "Deny sqs:* on <%s.Arn> to {AWS=*} if {Bool={aws:SecureTransport=false}}".formatted(queue),
                            "Allow [sqs:GetQueueAttributes, sqs:SendMessage] on <%s.Arn> to".formatted(queue)
                                    + " {AWS=arn:aws:iam::437568002678:root}");
            assertThat(statements(Synthesis.USUAL, "AWS::SQS::QueuePolicy", queue + "FailedPolicy"))
                    .containsExactly("Deny sqs:* on <%sFailed.Arn> to {AWS=*} if {Bool={aws:SecureTransport=false}}"
                            .formatted(queue));
        }
        assertThat(statements(Synthesis.USUAL, "AWS::KMS::Key", "QueuesKey"))
                .containsExactlyInAnyOrder(
                        "Allow kms:* on * to {AWS=arn:<AWS::Partition>:iam::<AWS::AccountId>:root}",
                        "Allow [kms:Decrypt, kms:GenerateDataKey] on * to {AWS=arn:aws:iam::437568002678:root}");
        assertThat(Synthesis.of(Synthesis.USUAL).template().toString().split("437568002678", -1))
                .as("nowhere else")
                .hasSize(4);
    }

    @Test
    void callersInvokeTheAliasAndNothingElse() {
        assertThat(statements(Synthesis.USUAL, "AWS::IAM::ManagedPolicy", ""))
                .containsExactly("Allow lambda:InvokeFunction on <TokenLive>");
    }

    @Test
    void onlyConfiguredCallersNeedNoIdentityPolicy() {
        assertThat(Synthesis.of(Synthesis.USUAL).resources("AWS::Lambda::Permission"))
                .isEmpty();
        assertThat(Synthesis.of(Synthesis.EVERYTHING)
                        .resources("AWS::Lambda::Permission")
                        .values())
                .extracting(permission -> shown(permission.get("Properties")))
                .containsExactlyInAnyOrder(
                        "{Action=lambda:InvokeFunction, FunctionName=<TokenLive>,"
                                + " Principal=arn:aws:iam::111122223333:role/backend}",
                        "{Action=lambda:InvokeFunction, FunctionName=<TokenLive>,"
                                + " Principal=arn:aws:iam::444455556666:root}");
    }

    @Test
    void theCredentialsKeyIsTheAccountsAndNoServices() {
        assertThat(statements(Synthesis.USUAL, "AWS::KMS::Key", "VaultKey"))
                .containsExactly("Allow kms:* on * to {AWS=arn:<AWS::Partition>:iam::<AWS::AccountId>:root}");
    }

    @Test
    void theNoticesKeyIsForEventBridgeAndCloudWatchToo() {
        assertThat(statements(Synthesis.USUAL, "AWS::KMS::Key", "NoticesKey"))
                .containsExactlyInAnyOrder(
                        "Allow kms:* on * to {AWS=arn:<AWS::Partition>:iam::<AWS::AccountId>:root}",
                        "Allow [kms:Decrypt, kms:GenerateDataKey*] on * to {Service=cloudwatch.amazonaws.com}",
                        "Allow [kms:Decrypt, kms:GenerateDataKey*] on * to {Service=events.amazonaws.com}");
    }

    @Test
    void theTopicIsForEventBridgeAndThisAccountsAlarmsOverTls() {
        assertThat(statements(Synthesis.USUAL, "AWS::SNS::TopicPolicy", ""))
                .containsExactlyInAnyOrder(
                        "Deny sns:Publish on <NoticesTopic> to * if {Bool={aws:SecureTransport=false}}",
                        "Allow sns:Publish on <NoticesTopic> to {Service=cloudwatch.amazonaws.com} if"
                                + " {StringEquals={aws:SourceAccount=<AWS::AccountId>}}",
                        "Allow sns:Publish on <NoticesTopic> to {Service=events.amazonaws.com}");
    }

    @Test
    void theQueueTakesWhatItsRulesCannotDeliverOverTls() {
        List<String> expected = new ArrayList<>(
                List.of("Deny sqs:* on <RemindersUndelivered.Arn> to {AWS=*} if {Bool={aws:SecureTransport=false}}"));
        for (String rule : List.of("After150Days", "After165Days", "After173Days", "InOtherWords")) {
            expected.add("Allow sqs:SendMessage on <RemindersUndelivered.Arn> to {Service=events.amazonaws.com} if"
                    + " {ArnEquals={aws:SourceArn=<Reminders%s.Arn>}}".formatted(rule));
        }
        assertThat(statements(Synthesis.USUAL, "AWS::SQS::QueuePolicy", "RemindersUndelivered"))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void theQueuesBehindOthersTakeNothingButWhatARedriveBrings() {
        for (String queue : List.of("RemindersLeftAlone", "WatchLeftAlone", "WatchUndelivered")) {
            assertThat(statements(Synthesis.USUAL, "AWS::SQS::QueuePolicy", queue))
                    .containsExactly(
                            "Deny sqs:* on <%s.Arn> to {AWS=*} if {Bool={aws:SecureTransport=false}}".formatted(queue));
        }
    }

    @Test
    void rolesAreAssumedByLambdaAndOneByThisAccountsSchedulesAndHaveNoOtherPolicies() {
        Map<String, JsonNode> roles = Synthesis.of(Synthesis.EVERYTHING).resources("AWS::IAM::Role");
        assertThat(roles).hasSize(5);
        roles.forEach((id, role) -> {
            assertThat(shown(role.get("Properties").at("/AssumeRolePolicyDocument/Statement")))
                    .isEqualTo(
                            id.startsWith("WatchScheduleRole")
                                    ? "[{Action=sts:AssumeRole, Condition={StringEquals={aws:SourceAccount=<AWS::AccountId>,"
                                            + " aws:SourceArn=arn:<AWS::Partition>:scheduler:<AWS::Region>:<AWS::AccountId>:"
                                            + "schedule-group/default}}, Effect=Allow,"
                                            + " Principal={Service=scheduler.amazonaws.com}}]"
                                    : "[{Action=sts:AssumeRole, Effect=Allow, Principal={Service=lambda.amazonaws.com}}]");
            assertThat(role.get("Properties").has("ManagedPolicyArns")).isFalse();
            assertThat(role.get("Properties").has("Policies")).isFalse();
        });
    }

    /** A role whose inline policy is full gets another policy, for which its function does not wait. */
    @Test
    void theLargestConfigurationFitsIntoOnePolicyOfEachRole() {
        String sellers =
                IntStream.range(0, 20).mapToObj(i -> "Z".repeat(62) + (10 + i)).collect(Collectors.joining(","));
        Synthesis largest = Synthesis.of(Map.of(
                "app",
                "x".repeat(48),
                "email",
                "ops@example.com",
                "reminderDays",
                "1,2,3,4,5,6,7",
                "rotation",
                "manual",
                "sellers",
                sellers));

        assertThat(largest.resources("AWS::IAM::Policy")).hasSize(5);
        assertThat(largest.resources("AWS::IAM::ManagedPolicy")).hasSize(1);
        for (JsonNode policy : largest.resources("AWS::IAM::Policy").values()) {
            assertThat(shown(policy.at("/Properties/PolicyDocument")).replace(" ", ""))
                    .hasSizeLessThan(10_240);
        }
        assertThat(largest.properties("AWS::SQS::QueuePolicy", "RemindersUndelivered")
                        .at("/PolicyDocument/Statement"))
                .as("ten conditions")
                .hasSizeLessThanOrEqualTo(10);
    }

    /** Whoever adds a resource with a policy asserts its statements above. */
    @Test
    void noOtherResourceHasAPolicy() {
        Set<String> types = new TreeSet<>();
        Synthesis.of(Synthesis.EVERYTHING).template().get("Resources").forEach(resource -> {
            if (!resource.findValues("Statement").isEmpty()) {
                types.add(resource.get("Type").asText());
            }
        });
        assertThat(types)
                .containsExactly(
                        "AWS::IAM::ManagedPolicy",
                        "AWS::IAM::Policy",
                        "AWS::IAM::Role",
                        "AWS::KMS::Key",
                        "AWS::SNS::TopicPolicy",
                        "AWS::SQS::QueuePolicy");
        assertThat(Synthesis.of(Synthesis.EVERYTHING).resources("AWS::IAM::Policy"))
                .hasSize(5);
    }

    private static List<String> statements(Map<String, String> context, String type, String idStart) {
        JsonNode properties = Synthesis.of(context).properties(type, idStart);
        JsonNode document =
                properties.has("KeyPolicy") ? properties.get("KeyPolicy") : properties.get("PolicyDocument");
        List<String> statements = new ArrayList<>();
        for (JsonNode statement : document.get("Statement")) {
            String text = statement.get("Effect").asText() + " " + shown(statement.get("Action")) + " on "
                    + shown(statement.get("Resource"));
            if (statement.has("Principal")) {
                text += " to " + shown(statement.get("Principal"));
            }
            if (statement.has("Condition")) {
                text += " if " + shown(statement.get("Condition"));
            }
            statements.add(text);
        }
        return statements;
    }

    /** In short: {@code <Resource.Attribute>} for a reference, without the digits that the CDK appends to a name. */
    private static String shown(JsonNode node) {
        if (node.has("Ref")) {
            return "<%s>".formatted(node.get("Ref").asText().replaceFirst("[0-9A-F]{8}$", ""));
        } else if (node.has("Fn::GetAtt")) {
            JsonNode parts = node.get("Fn::GetAtt");
            return "<%s.%s>"
                    .formatted(
                            parts.get(0).asText().replaceFirst("[0-9A-F]{8}$", ""),
                            parts.get(1).asText());
        } else if (node.has("Fn::Join")) {
            StringBuilder joined = new StringBuilder();
            node.at("/Fn::Join/1").forEach(part -> joined.append(shown(part)));
            return joined.toString();
        } else if (node.isArray()) {
            List<String> parts = new ArrayList<>();
            node.forEach(part -> parts.add(shown(part)));
            return parts.toString();
        } else if (node.isObject()) {
            Map<String, String> parts = new TreeMap<>();
            node.properties().forEach(part -> parts.put(part.getKey(), shown(part.getValue())));
            return parts.toString();
        }
        return node.asText();
    }
}
