print("tally-train")
