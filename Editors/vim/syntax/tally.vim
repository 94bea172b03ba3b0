" Colours for the rule files of Tally.
if exists("b:current_syntax")
  finish
endif

syntax match tallyComment "\%(^\|\s\)\zs#.*$"
syntax region tallyString start=+"+ skip=+\\.+ end=+"+ oneline
syntax match tallyExact "\%(\w\)\@<!'[^']\+'"
syntax match tallyBlock "^\%(pack\|record\|lexicon\|phrase\|rule\|ignore\|attribution\)\>" nextgroup=tallyName skipwhite
syntax match tallyName "[^ \t:=#]\+" contained
syntax match tallyLine "^\s\+\zs\%(version\|language\|import\|match\|event\|also\|unless\|set\|skip\|take\|link\|yields\|test\|reported\|claimed\|confirmed\|denied\|possible\|planned\|source\)\ze\s"
syntax keyword tallyTag Quantity Money Percent Measure Duration Age Ordinal Date Person Organization Place Demonym Number A No
syntax match tallyLexicon "\$[A-Za-z][A-Za-z0-9_-]*"
syntax match tallyPhrase "<[A-Za-z][A-Za-z0-9_-]*>"
syntax match tallyField "\<[a-z_][A-Za-z0-9_-]*\ze:\S"
syntax match tallyOperator "=\[\|\]=>\|->\|\~\||"
syntax match tallyGap "\.\.\d\+"

highlight default link tallyComment Comment
highlight default link tallyString String
highlight default link tallyExact String
highlight default link tallyBlock Keyword
highlight default link tallyName Function
highlight default link tallyLine Statement
highlight default link tallyTag Type
highlight default link tallyLexicon Identifier
highlight default link tallyPhrase Special
highlight default link tallyField Label
highlight default link tallyOperator Operator
highlight default link tallyGap Number

setlocal comments=:# commentstring=#\ %s
let b:current_syntax = "tally"
