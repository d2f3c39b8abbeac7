# Fits the reference models with lme4 and prints them as CSV: Rscript mixed_model.R, in this folder.
# Degrees of freedom (Satterthwaite) are printed where lmerTest is installed.
suppressMessages(library(lme4))
with_freedom <- suppressMessages(requireNamespace("lmerTest", quietly = TRUE))
cat("data,quantity,value\n")
for (name in c("crossover", "three_arms", "no_reader_effect")) {
  rows <- read.csv(paste0(name, ".csv"))
  effects <- Filter(function(effect) length(unique(rows[[effect]])) > 1, c("first", "second", "period", "sequence"))
  formula <- as.formula(paste("response ~", paste(c("1", effects), collapse = " + "), "+ (1 | reader) + (1 | item)"))
  tight <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-9), check.conv.singular = "ignore")
  fit <- suppressMessages(if (with_freedom) lmerTest::lmer(formula, rows, control = tight)
    else lme4::lmer(formula, rows, control = tight))
  put <- function(quantity, value) cat(name, ",", quantity, ",", format(value, digits = 9), "\n", sep = "")
  estimates <- coef(summary(fit))
  for (effect in rownames(estimates)) {
    put(paste0(effect, " estimate"), estimates[effect, "Estimate"])
    put(paste0(effect, " error"), estimates[effect, "Std. Error"])
    if (with_freedom) put(paste0(effect, " freedom"), estimates[effect, "df"])
  }
  deviations <- as.data.frame(VarCorr(fit))
  for (group in deviations$grp) put(paste0(group, " sd"), deviations$sdcor[deviations$grp == group])
  put("deviance", REMLcrit(fit))
}
