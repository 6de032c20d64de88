// Package ingest turns one outside format per file into articles.
package ingest
