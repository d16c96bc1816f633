/** EventBridge's default bus and EventBridge Scheduler. */
package rekey.sandbox.events;
