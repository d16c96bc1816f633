/**
 * What must always hold, and what others' rotations get wrong, on the whole stack as it is deployed: schedule, functions
 * with their own roles, queues, alarms, mails.
 */
package rekey.sandbox.invariant;
