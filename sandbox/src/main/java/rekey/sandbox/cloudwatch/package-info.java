/** CloudWatch in process: metrics, alarms that publish to topics, and log groups with metric filters. */
package rekey.sandbox.cloudwatch;
