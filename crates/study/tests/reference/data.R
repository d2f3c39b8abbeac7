# Makes the data of the reference fits once; the results are committed, so that nothing depends on R's random numbers.
# Rscript data.R, in this folder.

simulated <- function(seed, readers, items, arms, reader_sd, item_sd, residual_sd, kept) {
  set.seed(seed)
  pairs <- subset(expand.grid(without = seq_len(readers), with = seq_len(readers)), without != with)
  pair <- pairs[rep_len(sample(nrow(pairs)), items), ]
  rows <- rbind(
    data.frame(item = seq_len(items), reader = pair$without, arm = 0),
    data.frame(item = seq_len(items), reader = pair$with, arm = rep_len(arms, items))
  )
  rows$sequence <- rows$reader %% 2
  rows$period <- (rows$arm > 0) != (rows$sequence == 1)
  effect_of_reader <- rnorm(readers, 0, reader_sd)
  effect_of_item <- rnorm(items, 0, item_sd)
  rows$response <- 4 + c(0, log(.75), log(.9))[rows$arm + 1] - .1 * rows$period +
    effect_of_reader[rows$reader] + effect_of_item[rows$item] + rnorm(nrow(rows), 0, residual_sd)
  rows <- rows[sample(nrow(rows), round(kept * nrow(rows))), ]
  data.frame(response = round(rows$response, 6), first = as.integer(rows$arm == 1), second = as.integer(rows$arm == 2),
    period = as.integer(rows$period), sequence = rows$sequence, reader = rows$reader, item = rows$item)
}

write <- function(name, rows) write.csv(rows, paste0(name, ".csv"), row.names = FALSE, quote = FALSE)
write("crossover", simulated(1, 4, 60, 1, .3, .5, .56, 1))
write("three_arms", simulated(2, 6, 90, 1:2, .3, .5, .56, .9))
write("no_reader_effect", simulated(5, 3, 40, 1, 0, .4, .6, .95))
