// Package clean turns a document into an article: bytes in any charset and one of four media types go in; title, byline,
// date, language and paragraphs of sentences come out, without what a page puts round its article.
//
// Each media type is first read into the same thing, a draft: what the document says about itself, and its blocks of
// text in order. From there on all go the same way: interface words are dropped, the head gives title, byline and date,
// other articles' teasers are cut off at both ends, and what is left is laid out and split into sentences.
//
// What is not the article's is told by structure and by shared vocabulary, not by the phrases of one site; phrases are
// listed only for the interface words that all sites use. Where the evidence is thin a block stays: a lost sentence is
// worse than a teaser kept.
package clean
