autocmd BufNewFile,BufRead *.rules setfiletype tally
