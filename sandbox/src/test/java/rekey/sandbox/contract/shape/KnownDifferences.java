package rekey.sandbox.contract.shape;

import java.util.List;

/** Where the sandbox differs from AWS's models on purpose: the one list of it. */
final class KnownDifferences {
    /**
     * @param operation as the sandbox calls it
     * @param problem how what a check finds begins
     * @param reason why it stays
     */
    record Difference(String operation, String problem, String reason) {
        boolean isSeen(Answer answer, String found) {
            return operation.equals(answer.service().named(answer.operation())) && found.startsWith(problem);
        }
    }

    static final List<Difference> ALL = List.of(
            new Difference(
                    "AmazonSQS.ReceiveMessage",
                    "is refused with InvalidAttributeName",
                    "the model lists it for the operations on a queue's attributes, and SQS says it of a message's too"),
            new Difference(
                    "AmazonSSM.GetParameterHistory",
                    "Parameters[0].Labels has 0 items",
                    "the model wants one label at least, and AWS lists none of a version without"),
            new Difference(
                    "AmazonSSM.LabelParameterVersion",
                    "InvalidLabels has 0 items",
                    "the model wants one label at least, and AWS lists none where all were taken"));

    private KnownDifferences() {}

    static boolean knows(Answer answer, String problem) {
        return ALL.stream().anyMatch(difference -> difference.isSeen(answer, problem));
    }
}
