/** Amazon SNS: topics, and who is subscribed to them by email and SMS. */
package rekey.sandbox.sns;
