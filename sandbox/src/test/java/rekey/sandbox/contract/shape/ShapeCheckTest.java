package rekey.sandbox.contract.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The check itself, on answers with one thing wrong: if it found nothing, it would be of no use. */
class ShapeCheckTest {
    private static final String PARAMETER =
            "{\"Name\":\"/a\",\"Type\":\"SecureString\",\"Version\":1,\"LastModifiedDate\":1.5,\"Tier\":\"Standard\"}";

    private final AnswerCheck check = new AnswerCheck(SdkModel.INSTANCE);

    @Test
    void findsNothingWrongWithAnAnswerThatFits() {
        assertThat(described(PARAMETER)).isEmpty();
    }

    @Test
    void findsPoliciesThatAreATextAsMotosAre() {
        assertThat(described(PARAMETER.replace("1.5", "1.5,\"Policies\":\"[]\"")))
                .containsExactly("Parameters[0].Policies is not a list");
    }

    @Test
    void findsAMemberThatAwsDoesNotHave() {
        assertThat(described(PARAMETER.replace("Version", "Versoin")))
                .containsExactly("Parameters[0].Versoin is not a member of ParameterMetadata");
    }

    @Test
    void findsAWrongType() {
        assertThat(described(PARAMETER.replace("1.5", "\"2026-11-25\"")))
                .containsExactly("Parameters[0].LastModifiedDate is not a time");
        assertThat(described(PARAMETER.replace(":1,", ":\"1\",")))
                .containsExactly("Parameters[0].Version is not a number");
    }

    @Test
    void findsAValueThatTheEnumDoesNotHave() {
        assertThat(described(PARAMETER.replace("Standard", "STANDARD")))
                .containsExactly("Parameters[0].Tier is STANDARD, which is not one of the values it may have");
    }

    @Test
    void findsANull() {
        assertThat(described(PARAMETER.replace("\"Standard\"", "null")))
                .containsExactly("Parameters[0].Tier is null, where AWS leaves it out");
    }

    @Test
    void findsAnErrorThatTheOperationDoesNotHave() {
        assertThat(check.problems(json(400, "{\"__type\":\"ParameterNotFound\",\"message\":\"none\"}")))
                .containsExactly("is refused with ParameterNotFound, which the operation does not have");
        assertThat(check.problems(json(400, "{\"__type\":\"InvalidFilterKey\",\"message\":\"none\"}")))
                .isEmpty();
        assertThat(check.problems(json(400, "{\"__type\":\"ValidationException\",\"message\":\"none\"}")))
                .isEmpty();
    }

    @Test
    void findsWhatIsWrongInXml() {
        assertThat(topics("<member><TopicArn>a</TopicArn></member>")).isEmpty();
        assertThat(topics("<member><Arn>a</Arn></member>")).containsExactly("Topics[0].Arn is not a member of Topic");
        assertThat(topics("<item><TopicArn>a</TopicArn></item>")).containsExactly("Topics is not a list");
        assertThat(check.problems(xml(200, "<ListTopicsResponse/>")))
                .containsExactly("ResponseMetadata.RequestId is missing", "the result is missing");
        assertThat(check.problems(xml(400, "<Error><Code>NotFound</Code></Error>")))
                .containsExactly("the refusal has not the form ErrorResponse(Error(Type, Code), RequestId)");
    }

    @Test
    void findsAnAnswerThatCannotBeRead() {
        assertThat(check.problems(json(200, "{"))).containsExactly("the answer cannot be read: JsonEOFException");
        assertThat(check.problems(xml(200, "<")))
                .containsExactly("the answer cannot be read: IllegalArgumentException");
    }

    private List<String> described(String parameter) {
        return check.problems(json(200, "{\"Parameters\":[" + parameter + "]}"));
    }

    private List<String> topics(String topics) {
        return check.problems(xml(
                200,
                "<ListTopicsResponse><ListTopicsResult><Topics>" + topics
                        + "</Topics></ListTopicsResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata>"
                        + "</ListTopicsResponse>"));
    }

    private static Answer json(int status, String body) {
        return new Answer(Service.SSM, "DescribeParameters", status, Map.of(), body);
    }

    private static Answer xml(int status, String body) {
        return new Answer(Service.SNS, "ListTopics", status, Map.of(), body);
    }
}
