// Package event finds event mentions: what a sentence says happened, to whom,
// when, whether it is asserted, and who says so.
package event
