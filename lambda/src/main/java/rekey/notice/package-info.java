/** What people are told, by mail and short message: the texts, and that each is sent once. */
package rekey.notice;
