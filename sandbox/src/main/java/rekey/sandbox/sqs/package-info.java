/** Amazon SQS: standard queues with their dead-letter queues, in process and over the network. */
package rekey.sandbox.sqs;
