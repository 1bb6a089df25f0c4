// Package check holds what a summary says against its article, without a model: an article goes in once and becomes a
// Source; points and headlines go in, findings come out.
//
// Evidence names the sentences a point rests on. Check and CheckHeadline object to figures, dates and names that the
// article does not bear out, to texts in another language than asked for, to texts that break off, to languages that say
// different things, and to points that rest on nothing.
//
// A text becomes tokens, each with its lexeme: what can be said of a word by its spelling alone, kept in a lexicon for all texts. The
// rules find moments, quantities and sightings among the tokens, which make a reading; those of an article fill its facts, its
// names and its postings, which say where something stands. A point's reading is then held against them.
//
// Tables are there for the languages in spoken; of an article in another one Unchecked says what is not held against it.
//
// All of it is counting and comparing words; nothing is understood. A check that cannot tell says nothing: what it reports
// should be wrong, and what it does not report may still be. It cannot see a name or a figure of the article put in
// another's place, nor a sentence that stops early at a word that could end one.
package check
