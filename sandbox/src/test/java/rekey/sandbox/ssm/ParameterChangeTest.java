package rekey.sandbox.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import rekey.sandbox.aws.AwsEvent;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** What is told of changes. */
class ParameterChangeTest {
    @Test
    void tellsOfEveryKindOfChange() {
        try (SsmWithEvents aws = new SsmWithEvents()) {
            put(aws, "/a", false);
            put(aws, "/a", true);
            aws.ssm.labelParameterVersion(request -> request.name("/a").labels("current"));
            aws.ssm.deleteParameter(request -> request.name("/a"));

            assertThat(aws.events())
                    .extracting(event -> event.detail().toString())
                    .containsExactly(
                            detail("Create"), detail("Update"), detail("LabelParameterVersion"), detail("Delete"));
            AwsEvent event = aws.events().get(0);
            assertThat(event.source()).isEqualTo("aws.ssm");
            assertThat(event.detailType()).isEqualTo("Parameter Store Change");
            assertThat(event.resources()).containsExactly("arn:aws:ssm:us-east-1:123456789012:parameter/a");
        }
    }

    @Test
    void tellsOfEachThatIsDeletedTogether() {
        try (SsmWithEvents aws = new SsmWithEvents()) {
            put(aws, "/a", false);
            put(aws, "/b", false);
            aws.ssm.deleteParameters(request -> request.names("/a", "/nothing", "/b"));

            assertThat(aws.changes())
                    .extracting(event -> event.detail().path("operation").asText() + " "
                            + event.detail().path("name").asText())
                    .containsExactly("Create /a", "Create /b", "Delete /a", "Delete /b");
        }
    }

    @Test
    void leavesTheDescriptionOutWhenThereIsNone() {
        try (SsmWithEvents aws = new SsmWithEvents()) {
            aws.ssm.putParameter(request -> request.name("a").value("v").type(ParameterType.STRING));

            assertThat(aws.events().get(0).detail().toString())
                    .isEqualTo("{\"operation\":\"Create\",\"name\":\"a\",\"type\":\"String\"}");
        }
    }

    @Test
    void saysNothingWhenNothingChanged() {
        try (SsmWithEvents aws = new SsmWithEvents()) {
            put(aws, "/a", false);
            assertThatThrownBy(() -> put(aws, "/a", false)).isInstanceOf(ParameterAlreadyExistsException.class);
            aws.ssm.labelParameterVersion(request -> request.name("/a").labels("1-is-no-label"));
            aws.ssm.getParameter(request -> request.name("/a"));

            assertThat(aws.events()).hasSize(1);
        }
    }

    @Test
    void whoHearsOfAChangeSeesItAndMayChangeMore() {
        AtomicReference<SsmWithEvents> reached = new AtomicReference<>();
        List<Long> seen = Collections.synchronizedList(new ArrayList<>());
        try (SsmWithEvents aws = new SsmWithEvents(event -> {
            SsmWithEvents back = reached.get();
            seen.add(back.ssm
                    .getParameter(request -> request.name("/a"))
                    .parameter()
                    .version());
            if (event.detail().path("operation").asText().equals("Create")) {
                put(back, "/a", true);
            }
        })) {
            reached.set(aws);
            put(aws, "/a", false);

            assertThat(seen).containsExactly(1L, 2L);
        }
    }

    private static String detail(String operation) {
        return "{\"operation\":\"%s\",\"name\":\"/a\",\"type\":\"String\",\"description\":\"what it is\"}"
                .formatted(operation);
    }

    private static void put(SsmWithEvents aws, String name, boolean overwrite) {
        aws.ssm.putParameter(request -> request.name(name)
                .value("v")
                .description("what it is")
                .type(ParameterType.STRING)
                .overwrite(overwrite));
    }
}
