# Reference values of metafor, pwr, epiR and base R. Run in this folder: Rscript --vanilla reference.R > reference.csv
#
# The data are the numbers of published reviews, as tabled in them:
#   bcg.csv              Colditz GA et al. JAMA 1994;271:698 (BCG vaccine against tuberculosis)
#   catheters.csv        Niel-Weise BS, Stijnen T, van den Broek PJ. Intensive Care Medicine 2007;33:2058
#   beta_blockers.csv    Yusuf S et al. Progress in Cardiovascular Diseases 1985;27:335, table 6
#   stroke_units.csv     Normand SLT. Statistics in Medicine 1999;18:321, table II
#   vasospasm.csv        Pritz MB. Stroke 1997, as analysed by Zhou XH et al. 1999
#   passive_smoking.csv  Hackshaw AK, Law MR, Wald NJ. BMJ 1997;315:980 (log odds ratios)
suppressWarnings(suppressMessages(library(metafor)))

say <- function(case, name, value) {
  value <- as.numeric(value)
  if (!is.na(value)) cat(sprintf("%s,%s,%.15g\n", case, name, value))
}
fine <- list(threshold = 1e-12, maxiter = 10000, tol = 1e-14)
# Where Fisher scoring swings, half steps settle it.
fit <- function(...) tryCatch(
  rma(..., control = fine),
  error = function(e) rma(..., control = c(fine[-1], threshold = 1e-9, stepadj = 0.5)))
shared <- function(case, r) {
  say(case, "estimate", r$beta)
  say(case, "se", r$se)
  say(case, "low", r$ci.lb)
  say(case, "high", r$ci.ub)
  say(case, "p", r$pval)
  say(case, "q", r$QE)
  say(case, "q_p", r$QEp)
  say(case, "tau2", r$tau2)
  say(case, "i2", r$I2 / 100)
  say(case, "h2", r$H2)
}
random <- function(case, d, method, test = "z") {
  r <- fit(d$yi, d$vi, method = method, test = test)
  shared(case, r)
  if (method != "FE") {
    profile <- suppressWarnings(confint(r, control = list(tol = 1e-14, maxiter = 10000, tau2.max = 1e6))$random)
    say(case, "tau2_low", profile[1, 2])
    say(case, "tau2_high", profile[1, 3])
    say(case, "i2_low", profile[3, 2] / 100)
    say(case, "i2_high", profile[3, 3] / 100)
    reach <- qt(0.975, r$k - 2) * sqrt(r$se^2 + r$tau2)
    say(case, "prediction_low", r$beta - reach)
    say(case, "prediction_high", r$beta + reach)
    if (test == "knha") {
      riley <- predict(r, pi.type = "riley")
      say(case, "prediction_low", riley$pi.lb)
      say(case, "prediction_high", riley$pi.ub)
    }
  }
  invisible(r)
}
all_methods <- function(case, d) {
  for (i in seq_along(d$yi)) {
    say(case, paste0("yi", i), d$yi[i])
    say(case, paste0("vi", i), d$vi[i])
  }
  for (method in c("FE", "DL", "REML", "PM")) random(paste(case, method, sep = ":"), d, method)
  random(paste(case, "REML", "HK", sep = ":"), d, "REML", "knha")
  random(paste(case, "DL", "adhoc", sep = ":"), d, "DL", "adhoc")
  # Egger's test as an ordinary weighted regression.
  egger <- summary(lm(yi ~ sqrt(vi), weights = 1 / vi, data = d))$coefficients
  if (sum(!is.na(d$yi)) >= 10) {
    say(case, "egger_t", regtest(d$yi, d$vi, model = "lm")$zval)
    say(case, "egger_p", regtest(d$yi, d$vi, model = "lm")$pval)
    say(case, "egger_bias", egger[2, 1])
    say(case, "egger_limit", egger[1, 1])
  }
}

cat("case,name,value\n")
for (file in c("bcg", "catheters", "beta_blockers")) {
  d <- read.csv(paste0(file, ".csv"))
  d$bi <- d$n1i - d$ai
  d$di <- d$n2i - d$ci
  for (measure in c("OR", "RR", "RD")) {
    e <- escalc(measure, ai = ai, bi = bi, ci = ci, di = di, data = d, drop00 = measure != "RD")
    all_methods(paste(file, measure, sep = ":"), e)
    r <- rma.mh(measure = measure, ai = ai, bi = bi, ci = ci, di = di, data = d,
                drop00 = c(measure != "RD", FALSE))
    shared(paste(file, measure, "MH", sep = ":"), r)
  }
  e <- escalc("OR", ai = ai, bi = bi, ci = ci, di = di, data = d, drop00 = FALSE)
  all_methods(paste(file, "OR", "kept", sep = ":"), e)
  r <- rma.peto(ai = ai, bi = bi, ci = ci, di = di, data = d, to = "none")
  shared(paste(file, "PETO", "Peto", sep = ":"), r)
  if (file == "bcg") {
    w <- weights(rma.mh(measure = "RR", ai = ai, bi = bi, ci = ci, di = di, data = d)) / 100
    for (i in seq_along(w)) say("bcg:RR:MH", paste0("weight", i), w[i])
  }
}
d <- read.csv("stroke_units.csv")
for (measure in c("MD", "SMD")) {
  e <- escalc(measure, m1i = m1i, sd1i = sd1i, n1i = n1i, m2i = m2i, sd2i = sd2i, n2i = n2i, data = d)
  all_methods(paste("stroke_units", measure, sep = ":"), e)
}
d <- read.csv("vasospasm.csv")
for (measure in c("PLO", "PFT")) {
  e <- escalc(measure, xi = xi, ni = ni, data = d)
  all_methods(paste("vasospasm", measure, sep = ":"), e)
  r <- rma(yi, vi, data = e, method = "REML", control = fine)
  shown <- if (measure == "PLO") predict(r, transf = transf.ilogit) else
    predict(r, transf = transf.ipft.hm, targs = list(ni = d$ni))
  say(paste("vasospasm", measure, sep = ":"), "shown", shown$pred)
  say(paste("vasospasm", measure, sep = ":"), "shown_low", shown$ci.lb)
  say(paste("vasospasm", measure, sep = ":"), "shown_high", shown$ci.ub)
}
all_methods("passive_smoking:GEN", read.csv("passive_smoking.csv"))

# What the estimate rests on, of BCG by risk ratio and REML.
d <- read.csv("bcg.csv")
e <- escalc("RR", ai = ai, n1i = n1i, ci = ci, n2i = n2i, data = d)
r <- rma(yi, vi, data = e, method = "REML", control = fine)
without <- leave1out(r)
so_far <- cumul(r)
for (i in seq_len(nrow(d))) {
  say("bcg:RR:leave", paste0("estimate", i), rma(yi, vi, data = e[-i, ], control = fine)$beta)
  say("bcg:RR:leave", paste0("high", i), rma(yi, vi, data = e[-i, ], control = fine)$ci.ub)
  say("bcg:RR:cumulative", paste0("estimate", i), rma(yi, vi, data = e[1:i, ], control = fine)$beta)
  # The functions for it, which converge less far.
  stopifnot(abs(without$estimate[i] - rma(yi, vi, data = e[-i, ])$beta) < 1e-4)
  stopifnot(abs(so_far$estimate[i] - rma(yi, vi, data = e[1:i, ])$beta) < 1e-4)
}
groups <- lapply(unique(e$group), function(g) rma(yi, vi, data = e[e$group == g, ], control = fine))
between <- rma(sapply(groups, function(g) g$beta), sei = sapply(groups, function(g) g$se), method = "FE")
say("bcg:RR:groups", "q", between$QE)
say("bcg:RR:groups", "p", between$QEp)

# Sizes: people in the second arm before rounding up.
suppressWarnings(suppressMessages({library(pwr); library(epiR)}))
for (d in c(0.2, 0.5, 0.8, 1.3)) for (power in c(0.8, 0.9)) {
  case <- sprintf("means:%g:%g", d, power)
  n <- power.t.test(delta = d, power = power, strict = TRUE, tol = 1e-14)$n
  # pwr has the same but for its tolerance.
  stopifnot(abs(n - pwr.t.test(d = d, power = power, sig.level = 0.05)$n) < 1e-3)
  say(case, "n", n)
}
# Two people in the first arm for one in the second.
say("means_unequal:0.5:0.8", "power", pwr.t2n.test(n1 = 96, n2 = 48, d = 0.5, sig.level = 0.05)$power)
for (p in list(c(0.65, 0.85), c(0.1, 0.2), c(0.03, 0.05))) {
  case <- sprintf("proportions:%g:%g", p[1], p[2])
  say(case, "chi", power.prop.test(p1 = p[1], p2 = p[2], power = 0.9, tol = 1e-12)$n)
  n <- 16 / ES.h(p[1], p[2])^2 * 2
  say(case, "arcsine_n", n)
  say(case, "arcsine_power", pwr.2p.test(h = ES.h(p[1], p[2]), n = n, sig.level = 0.05)$power)
}
size <- function(case, r) say(case, "n", r$n.control)
size("ni_proportions", epi.ssninfb(treat = 0.85, control = 0.65, delta = 0.1, n = NA, r = 1, power = 0.8, nfractional = TRUE, alpha = 0.05))
size("ni_proportions_2", epi.ssninfb(treat = 0.85, control = 0.65, delta = 0.1, n = NA, r = 2, power = 0.8, nfractional = TRUE, alpha = 0.05))
size("ni_means", epi.ssninfc(treat = 5, control = 5, sd = 10, delta = 5, n = NA, r = 1, power = 0.8, nfractional = TRUE, alpha = 0.05))
size("eq_proportions", epi.ssequb(treat = 0.75, control = 0.8, delta = 0.2, n = NA, r = 1, power = 0.8, nfractional = TRUE, alpha = 0.05))
size("eq_means", epi.ssequc(treat = 0.1, control = 0, sd = 1, delta = 0.5, n = NA, r = 1.5, power = 0.8, nfractional = TRUE, alpha = 0.05))
