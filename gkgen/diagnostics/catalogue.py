CATALOGUE={}
class Kind: pass
class Severity: pass
class Status: pass
