package rekey.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ssm.model.ParameterTier;

class SecureStringPropertiesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final String KEY = "arn:aws:kms:us-east-1:123456789012:key/" + ID;

    private static ObjectNode legal() {
        return JSON.createObjectNode()
                .put("ServiceToken", "arn:aws:lambda:us-east-1:123456789012:function:my-erp-provision")
                .put("ServiceTimeout", "120")
                .put("Name", "/my-erp/lwa/clientsecret")
                .put("KeyArn", KEY)
                .put("KeyAlias", "alias/my-erp")
                .put("Tier", "Advanced")
                .put("Description", "The LWA client secret");
    }

    private static ObjectNode legalBut(String property, String json) throws JsonProcessingException {
        return legal().set(property, JSON.readTree(json));
    }

    @Test
    void readsWhatItNeedsAndTakesDefaultsForTheRest() {
        assertThat(SecureStringProperties.read(legal()))
                .isEqualTo(new SecureStringProperties(
                        "/my-erp/lwa/clientsecret",
                        new ProtectingKey(KEY, "alias/my-erp"),
                        ParameterTier.ADVANCED,
                        "The LWA client secret",
                        Reminders.NONE,
                        false));
    }

    @Test
    void readsRemindersAndWhatHappensOnDelete() throws JsonProcessingException {
        ObjectNode json = legalBut("ReminderDays", "[\"150\",\"165\",\"9999\"]").put("OnDelete", "delete");

        assertThat(SecureStringProperties.read(json).reminders()).isEqualTo(new Reminders(List.of(150, 165, 9999)));
        assertThat(SecureStringProperties.read(json).deleted()).isTrue();
        assertThat(SecureStringProperties.read(json.put("OnDelete", "retain")).deleted())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:kms:us-east-1:123456789012:key/" + ID,
                "arn:aws-cn:kms:cn-north-1:123456789012:key/" + ID,
                "arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/" + ID,
                "arn:aws:kms:eu-west-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab"
            })
    void takesAKeyOfAnyPartition(String arn) {
        assertThat(SecureStringProperties.read(legal().put("KeyArn", arn)).key().arn())
                .isEqualTo(arn);
    }

    @Test
    void takesANameOfFifteenLevelsAndOfNoMore() {
        String fifteen = "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15";

        assertThat(SecureStringProperties.isLegalName(fifteen)).isTrue();
        assertThat(SecureStringProperties.isLegalName(fifteen + "/16")).isFalse();
    }

    @Test
    void takesTheLongestNameAndDescriptionAndNoLongerOnes() {
        String name = "/" + "n".repeat(999);
        String description = "d".repeat(1_024);

        assertThat(SecureStringProperties.read(legal().put("Name", name)).name())
                .isEqualTo(name);
        assertThat(SecureStringProperties.read(legal().put("Description", description))
                        .description())
                .isEqualTo(description);
        assertProblem(legal().put("Name", name + "n"), "Name: ");
        assertProblem(legal().put("Description", description + "d"), "Description: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Name", "KeyArn", "KeyAlias", "Tier", "Description"})
    void saysWhatIsMissing(String property) {
        ObjectNode json = legal();
        json.remove(property);

        assertProblem(json, property + " is missing.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Name         | 'my-erp/evil'                | Name: A parameter's full name starts with '/'",
                "Name         | 'evil'                       | Name: A parameter's full name",
                "Name         | '/'                          | Name: A parameter's full name",
                "Name         | ''                           | Name: A parameter's full name",
                "Name         | '/my-erp//evil'              | Name: A parameter's full name",
                "Name         | '/my-erp/evil/'              | Name: A parameter's full name",
                "Name         | '/my-erp/evil:3'             | Name: A parameter's full name",
                "Name         | '/my-erp/evil evil'          | Name: A parameter's full name",
                "Name         | '/AWS/evil'                  | Name: A parameter's full name",
                "Name         | '/ssm-evil'                  | Name: A parameter's full name",
                "Name         | '/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16' | Name: A parameter's full name",
                "Name         | 7                            | Name: a text.",
                "Name         | null                         | Name: a text.",
                "Name         | ['/my-erp/evil']             | Name: a text.",
                "KeyArn       | 'evil'                       | KeyArn: A KMS key's ARN looks like",
                "KeyArn       | 'alias/my-erp'               | KeyArn: A KMS key's ARN looks like",
                "KeyArn       | '1234abcd-12ab-34cd-56ef-1234567890ab' | KeyArn: A KMS key's ARN looks like",
                "KeyArn       | 'arn:aws:kms:us-east-1:123456789012:alias/my-erp' | KeyArn: A KMS key's ARN looks like",
                "KeyArn       | 'arn:evil:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab' | KeyArn: A KMS",
                "KeyAlias     | 'my-erp-evil'                | KeyAlias: An alias is alias/",
                "KeyAlias     | 'alias/'                     | KeyAlias: An alias is alias/",
                "KeyAlias     | 'alias/evil evil'            | KeyAlias: An alias is alias/",
                "Tier         | 'evil'                       | Tier: Standard or Advanced.",
                "Tier         | 'advanced'                   | Tier: Standard or Advanced.",
                "Tier         | 'Intelligent-Tiering'        | Tier: Standard or Advanced.",
                "Description  | ''                           | Description: 1 to 1,024 characters.",
                "Description  | {'evil':'evil'}              | Description: a text.",
                "ReminderDays | []                           | ReminderDays: 1 to 10 different whole numbers",
                "ReminderDays | ['0']                        | ReminderDays: 1 to 10 different whole numbers",
                "ReminderDays | ['-1']                       | ReminderDays: 1 to 10 different whole numbers",
                "ReminderDays | ['1.5']                      | ReminderDays: 1 to 10 different whole numbers",
                "ReminderDays | ['010']                      | ReminderDays: 1 to 10 different whole numbers",
                "ReminderDays | ['10000']                    | ReminderDays: 1 to 10 different whole numbers",
                "ReminderDays | ['150','evil']               | ReminderDays: 1 to 10 different whole numbers",
                "ReminderDays | ['150','150']                | ReminderDays: 1 to 10 different whole numbers",
                "ReminderDays | ['1','2','3','4','5','6','7','8','9','10','11'] | ReminderDays: 1 to 10 different",
                "ReminderDays | '150'                        | ReminderDays: a list of texts.",
                "ReminderDays | [150]                        | ReminderDays: a list of texts.",
                "ReminderDays | ['150',null]                 | ReminderDays: a list of texts.",
                "ReminderDays | {'evil':'150'}               | ReminderDays: a list of texts.",
                "OnDelete     | 'evil'                       | OnDelete: retain or delete.",
                "OnDelete     | 'Delete'                     | OnDelete: retain or delete.",
                "OnDelete     | true                         | OnDelete: a text.",
                "Value        | 'evil'                       | Unknown properties: Value. This resource takes no value",
                "name         | 'evil'                       | Unknown properties: name.",
                "evil-evil-evil-evil-evil-evil | 'x'         | Unknown properties: (a name of another form)."
            })
    void tellsTheRuleThatIsBrokenAndRepeatsNoValue(String property, String json, String problem)
            throws JsonProcessingException {
        ObjectNode properties = legalBut(property, json.replace('\'', '"'));

        assertProblem(properties, problem);
        assertThatThrownBy(() -> SecureStringProperties.read(properties))
                .hasMessageNotContaining("evil")
                .hasNoCause();
    }

    @Test
    void refusesRemindersWithTheStandardTier() throws JsonProcessingException {
        assertProblem(
                legalBut("ReminderDays", "[\"150\"]").put("Tier", "Standard"),
                "ReminderDays: only with the tier Advanced.");
    }

    @Test
    void tellsOfEveryProblemAtOnce() throws JsonProcessingException {
        ObjectNode json = JSON.createObjectNode()
                .put("Name", "evil")
                .put("KeyArn", "evil")
                .put("Tier", "Standard")
                .put("OnDelete", "evil")
                .put("Value", "evil")
                .put("Password", "evil");
        json.set("ReminderDays", JSON.readTree("[\"evil\"]"));

        assertThatThrownBy(() -> SecureStringProperties.read(json))
                .isInstanceOf(ProvisionFailure.class)
                .hasMessageStartingWith("The resource's properties are wrong: Name: ")
                .hasMessageContaining(" KeyArn: ")
                .hasMessageContaining(" KeyAlias is missing. ")
                .hasMessageContaining(" Description is missing. ")
                .hasMessageContaining(" ReminderDays: 1 to 10 ")
                .hasMessageContaining(" ReminderDays: only with the tier Advanced. ")
                .hasMessageContaining(" OnDelete: ")
                .hasMessageContaining(" Unknown properties: Password, Value. ")
                .hasMessageNotContaining("evil")
                .hasNoCause();
    }

    private static void assertProblem(ObjectNode properties, String problem) {
        assertThatThrownBy(() -> SecureStringProperties.read(properties))
                .isInstanceOf(ProvisionFailure.class)
                .hasMessageContaining(problem);
    }
}
